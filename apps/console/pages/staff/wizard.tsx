/** Programme → dates and numbers → preview of every deadline and reminder → launch. Nothing happens before the last button. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Steps } from 'antd';
import { answer, api } from '../../app/api.js';
import { Loaded, Page } from '../../parts/page.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState, type Word } from '../../words/say.js';
import { WizardSettings } from './wizard-settings.js';

export const WIZARD_STEPS = ['wizard.programme', 'wizard.settings', 'wizard.preview'] as const satisfies Word[];

export function WizardPage() {
  const { programme } = useSearch({ from: '/w/rounds/new' });
  return (
    <Page title={say('rounds.new')} crumbs={[{ title: say('nav.rounds'), to: '/w/rounds' }, { title: say('rounds.new') }]}>
      {programme === undefined ? <Choose /> : <Chosen id={programme} />}
    </Page>
  );
}

function Choose() {
  const navigate = useNavigate();
  const programmes = useQuery({ queryKey: ['programmes'], queryFn: () => answer(api.GET('/api/v1/programmes')) });
  return (
    <>
      <Steps current={0} items={WIZARD_STEPS.map((word) => ({ title: say(word) }))} />
      <p>{say('wizard.choose')}</p>
      <Loaded query={programmes}>{({ items }) => (
        <ul className="cards">
          {items.map((one) => (
            <li className="card" key={one.id}>
              <h2>{bilingual(one.name)}</h2>
              <p className="quiet">{sayState('authority', one.authority)} · {one.year} · {say('common.version')} {one.version}</p>
              <Button type="primary" aria-label={`${say('wizard.take')}${say('mark.colon')}${bilingual(one.name)}`} onClick={() => void navigate({ to: '/w/rounds/new', search: { programme: one.id } })}>{say('wizard.take')}</Button>
            </li>
          ))}
        </ul>
      )}</Loaded>
    </>
  );
}

function Chosen({ id }: { id: string }) {
  const programme = useQuery({ queryKey: ['programme', id], staleTime: Infinity, queryFn: () => answer(api.GET('/api/v1/programmes/{id}', { params: { path: { id } } })) });
  const usual = useQuery({ queryKey: ['programme', id, 'timeline'], staleTime: Infinity, queryFn: () => answer(api.POST('/api/v1/programmes/{id}/timeline', { params: { path: { id } }, body: { settings: {} } })) });
  return <Loaded query={programme}>{(data) => <Loaded query={usual}>{(timeline) => <WizardSettings programme={data} usual={timeline} />}</Loaded>}</Loaded>;
}
