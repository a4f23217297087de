import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Steps } from 'antd';
import { useState } from 'react';
import { answer, api, keyed, newKey, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useNow } from '../../app/session.js';
import { ActDialog } from '../../parts/act.js';
import { Loaded, Section } from '../../parts/page.js';
import { TimelineShown } from '../../parts/timeline-shown.js';
import { dayOf } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';
import { WIZARD_STEPS } from './wizard.js';

type Timeline = Schemas['Timeline'];
type Settings = Schemas['RoundPreview']['settings'];
interface Quota {
  total: number;
  tiers: { key: string; name: { zh: string; en: string }; count: number }[];
}

/** What the office has entered; a date that is not here is the programme's. */
interface Entered {
  name: string;
  year: number;
  planned: number | undefined;
  tiers: Record<string, number>;
  reason: string;
  /** Beijing days by `<stage>.opens` and `<stage>.due`. */
  dates: Record<string, string>;
}

export function WizardSettings({ programme, usual }: { programme: Schemas['ProgrammeDetail']; usual: Timeline }) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const quota = programme.definition['quota'] as Quota | undefined;
  const thisYear = Number(dayOf(useNow()).slice(0, 4));
  const [entered, setEntered] = useState<Entered>(() => ({ name: bilingual(programme.name), year: Math.max(programme.year, thisYear), planned: quota?.total, tiers: Object.fromEntries(quota?.tiers.map(({ key, count }) => [key, count]) ?? []), reason: '', dates: {} }));
  const change = (part: Partial<Entered>): void => setEntered({ ...entered, ...part });
  const [asked, setAsked] = useState<Settings>();
  const [launching, setLaunching] = useState(false);
  const [key] = useState(newKey);
  const settings = settingsOf(programme.year, quota, entered);
  const preview = useQuery({ queryKey: ['preview', programme.id, asked], enabled: asked !== undefined, retry: false, queryFn: () => answer(api.POST('/api/v1/rounds/preview', { body: { programmeVersionId: programme.id, settings: asked ?? {} } })) });
  const shown = asked !== undefined && JSON.stringify(asked) === JSON.stringify(settings) && preview.data !== undefined;

  const launch = async (_: unknown, launchKey: string): Promise<void> => {
    const draft = await answer(api.POST('/api/v1/rounds', { params: { header: keyed(key) }, body: { programmeVersionId: programme.id, name: entered.name, settings } }));
    const round = await answer(api.POST('/api/v1/rounds/{id}/launch', { params: { path: { id: draft.id }, header: keyed(launchKey) } }));
    await refresh();
    await navigate({ to: '/w/rounds/$id', params: { id: round.id } });
  };
  return (
    <>
      <Steps current={shown ? 2 : 1} items={WIZARD_STEPS.map((word) => ({ title: say(word) }))} />
      <Section title={say('wizard.settings')}>
        <div className="field"><label htmlFor="name">{say('wizard.name')}</label><Input id="name" value={entered.name} onChange={({ target }) => change({ name: target.value })} /></div>
        <div className="field"><label htmlFor="year">{say('wizard.year')}</label><p className="hint">{say('wizard.yearHint', { year: programme.year })}</p><Input id="year" className="day" type="number" min={2000} max={2100} value={entered.year} onChange={({ target }) => change({ year: Number(target.value), dates: {} })} /></div>
        {quota !== undefined && <Numbers quota={quota} entered={entered} change={change} />}
        <Dates usual={usual} shift={entered.year - programme.year} entered={entered} change={change} />
        <Button type={shown ? 'default' : 'primary'} loading={preview.isFetching} onClick={() => setAsked(settings)}>{say('wizard.showPreview')}</Button>
      </Section>
      {asked !== undefined && (
        <Section title={say('wizard.preview')}>
          <Loaded query={preview}>{(timeline) => (
            <>
              {!shown && <p className="notice" role="status">{say('wizard.changed')}</p>}
              <div className="big-submit"><Button type="primary" size="large" disabled={!shown || entered.name.trim() === ''} onClick={() => setLaunching(true)}>{say('wizard.launch')}</Button></div>
              <TimelineShown timeline={timeline} />
              {launching && (
                <ActDialog
                  name={say('wizard.launch')} act={launch} close={() => setLaunching(false)}
                  consequence={say('wizard.launchHint', { name: entered.name, deadlines: timeline.entries.length, reminders: timeline.entries.reduce((sum, { reminders }) => sum + reminders.length, 0) })}
                />
              )}
            </>
          )}</Loaded>
        </Section>
      )}
    </>
  );
}

interface Part {
  entered: Entered;
  change: (part: Partial<Entered>) => void;
}

function Numbers({ quota, entered, change }: Part & { quota: Quota }) {
  return (
    <>
      <div className="field"><label htmlFor="planned">{say('wizard.planned')}</label><Input id="planned" className="day" type="number" min={1} value={entered.planned} onChange={({ target }) => change({ planned: Number(target.value) })} /></div>
      {quota.tiers.map(({ key, name }) => (
        <div className="field" key={key}><label htmlFor={`tier-${key}`}>{say('wizard.tier', { name: bilingual(name) })}</label>
          <Input id={`tier-${key}`} className="day" type="number" min={0} value={entered.tiers[key]} onChange={({ target }) => change({ tiers: { ...entered.tiers, [key]: Number(target.value) } })} />
        </div>
      ))}
      {differs(quota, entered) && <div className="field"><label htmlFor="reason">{say('wizard.reason')}</label><Input id="reason" value={entered.reason} onChange={({ target }) => change({ reason: target.value })} /></div>}
    </>
  );
}

/** The stages' own days; a date of one year is shown in the round's. */
function Dates({ usual, shift, entered, change }: Part & { usual: Timeline; shift: number }) {
  const stages = usual.entries.filter(({ of }) => of === 'stage');
  const shifted = (day: string): string => `${Number(day.slice(0, 4)) + shift}${day.slice(4)}`;
  const set = (key: string, day: string): void => change({ dates: { ...entered.dates, [key]: day } });
  return (
    <div className="field">
      <span className="label">{say('wizard.dates')}</span>
      <p className="hint">{say('wizard.datesHint')}</p>
      <div className="table-frame" role="region" aria-label={say('wizard.dates')} tabIndex={0}>
        <table className="grid-table">
          <thead><tr><th scope="col">{say('timeline.step')}</th><th scope="col">{say('timeline.opens')}</th><th scope="col">{say('timeline.lastDay')}</th></tr></thead>
          <tbody>{stages.map(({ key, name, opens, lastDay }) => (
            <tr key={key}>
              <th scope="row">{bilingual(name)}</th>
              <td><Input className="day" type="date" aria-label={`${bilingual(name)} ${say('timeline.opens')}`} value={entered.dates[`${key}.opens`] ?? shifted(dayOf(opens))} onChange={({ target }) => set(`${key}.opens`, target.value)} /></td>
              <td><Input className="day" type="date" aria-label={`${bilingual(name)} ${say('timeline.lastDay')}`} value={entered.dates[`${key}.due`] ?? shifted(lastDay)} onChange={({ target }) => set(`${key}.due`, target.value)} /></td>
            </tr>
          ))}</tbody>
        </table>
      </div>
    </div>
  );
}

const differs = (quota: Quota, { planned, tiers }: Entered): boolean => planned !== quota.total || quota.tiers.some(({ key, count }) => tiers[key] !== count);

function settingsOf(programmeYear: number, quota: Quota | undefined, { year, planned, tiers, reason, dates }: Entered): Settings {
  const set = Object.entries(dates).filter(([, day]) => day !== '').map(([key, day]) => [key, key.endsWith('.due') ? `${day}T24:00` : `${day}T00:00`]);
  return {
    ...(year === programmeYear ? {} : { year }),
    ...(set.length === 0 ? {} : { dates: Object.fromEntries(set) as Record<string, string> }),
    ...(quota === undefined || !differs(quota, { planned, tiers } as Entered) ? {} : { quota: { planned, tiers, ...(reason.trim() === '' ? {} : { reason }) } }),
  };
}
