/** What the office does about a round as a whole: writes to everybody, moves it to another version of its programme, changes its numbers. */
import { useQuery } from '@tanstack/react-query';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { sayDeadline } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';

type Round = Schemas['Round'];
const AUDIENCES = ['invited', 'applicants', 'funded', 'panel'] as const;
type Audience = (typeof AUDIENCES)[number];

export function RoundActs({ round }: { round: Round }) {
  const may = useMay();
  return (
    <>
      {may('mail.announce') && <Announce id={round.id} />}
      {may('round.manage') && round.status === 'running' && <><ChangeNumbers round={round} /><MoveVersion round={round} /></>}
    </>
  );
}

function Announce({ id }: { id: string }) {
  const refresh = useRefresh();
  const path = { id };
  return (
    <Act
      name={say('announce.name')}
      fields={[
        { key: 'audience', label: say('announce.audience'), kind: 'choice', required: true, options: AUDIENCES.map((value) => ({ value, label: sayState('audience', value) })) },
        { key: 'subject', label: say('announce.subject'), required: true }, { key: 'text', label: say('announce.text'), kind: 'lines', required: true },
      ]}
      preview={async ({ audience }) => {
        const { count, names } = await answer(api.POST('/api/v1/rounds/{id}/announcements/preview', { params: { path }, body: { audience: audience as Audience } }));
        return <><p><strong>{say('announce.reaches', { count })}</strong></p><p className="quiet">{names.slice(0, 40).join(say('mark.list'))}</p></>;
      }}
      act={async ({ audience, subject = '', text = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/announcements', { params: { path, header: keyed(key) }, body: { audience: audience as Audience, subject, text } })); await refresh(); }}
    />
  );
}

/** 000 §2 左右: other numbers than planned, with a reason, until the list is confirmed. */
function ChangeNumbers({ round }: { round: Round }) {
  const refresh = useRefresh();
  const programme = useQuery({ queryKey: ['programme', round.programme.versionId], staleTime: Infinity, queryFn: () => answer(api.GET('/api/v1/programmes/{id}', { params: { path: { id: round.programme.versionId } } })) });
  const tiers = (programme.data?.definition['quota'] as { tiers: { key: string; name: { zh: string; en: string } }[] } | undefined)?.tiers ?? [];
  if (tiers.length === 0) return null;
  return (
    <Act
      name={say('numbers.name')} consequence={say('numbers.hint')}
      fields={[...tiers.map(({ key, name }) => ({ key: `tier.${key}`, label: bilingual(name), kind: 'number' as const })), { key: 'reason', label: say('common.reason'), kind: 'lines' as const, required: true }]}
      act={async ({ reason = '', ...entered }, key) => {
        const changed = Object.fromEntries(tiers.flatMap((tier) => ((entered[`tier.${tier.key}`] ?? '').trim() === '' ? [] : [[tier.key, Number(entered[`tier.${tier.key}`])]])));
        await answer(api.POST('/api/v1/rounds/{id}/quota', { params: { path: { id: round.id }, header: keyed(key) }, body: { tiers: changed, reason } }));
        await refresh();
      }}
    />
  );
}

/** Between stages, where the preview shows it to be possible; open deadlines keep what they are. */
function MoveVersion({ round }: { round: Round }) {
  const refresh = useRefresh();
  const all = useQuery({ queryKey: ['programmes'], queryFn: () => answer(api.GET('/api/v1/programmes')) });
  const others = (all.data?.items ?? []).filter(({ key, id }) => key === round.programme.key && id !== round.programme.versionId);
  const path = { id: round.id };
  if (others.length === 0) return null;
  return (
    <Act
      name={say('move.name')} consequence={say('move.hint')}
      fields={[{ key: 'version', label: say('move.to'), kind: 'choice', required: true, options: others.map(({ id, version }) => ({ value: id, label: `v${version}` })) }, { key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
      preview={async ({ version = '' }) => <Moved of={await answer(api.POST('/api/v1/rounds/{id}/version/preview', { params: { path }, body: { programmeVersionId: version } }))} />}
      act={async ({ version = '', reason = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/version', { params: { path, header: keyed(key) }, body: { programmeVersionId: version, from: round.programme.versionId, reason } })); await refresh(); }}
    />
  );
}

function Moved({ of }: { of: Schemas['VersionMovePreview'] }) {
  return (
    <>
      <p><strong>{say(of.possible ? 'move.possible' : 'move.impossible')}</strong> {say('move.told', { count: of.societies })}</p>
      {of.obstacles.length > 0 && <ul>{of.obstacles.map(({ path, message }) => <li key={path}>{message} <code>{path}</code></li>)}</ul>}
      <ul>{of.dates.map(({ key, name, year, dueBefore, due }) => <li key={`${key} ${year}`}>{bilingual(name)}{year !== null && ` ${year}`}{say('mark.colon')}{dueBefore === null ? '–' : sayDeadline(dueBefore)} → {due === null ? '–' : sayDeadline(due)}</li>)}</ul>
      <ul className="quiet">{of.changes.slice(0, 30).map(({ path }) => <li key={path}><code>{path}</code></li>)}</ul>
    </>
  );
}
