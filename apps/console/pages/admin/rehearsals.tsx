/** Rehearsals: the way to learn the system and to show it. Opening one fills it with made-up societies and experts. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { Loaded, Nothing, Page, Section } from '../../parts/page.js';
import { Refusal } from '../../parts/refusal.js';
import { sayInstant } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';
import { openRehearsal } from './open-rehearsal.js';

export function RehearsalsPage() {
  const rehearsals = useQuery({ queryKey: ['rehearsals'], queryFn: () => answer(api.GET('/api/v1/rehearsals')) });
  return (
    <Page title={say('nav.rehearsals')} lead={<p>{say('rehearsals.lead')}</p>}>
      <Open />
      <Section title={say('rehearsals.list')}>
        <Loaded query={rehearsals}>{({ items }) => (items.length === 0 ? <Nothing text={say('rehearsals.none')} /> : (
          <ul className="lines">{items.map((one) => (
            <li className="line" key={one.id}><div><Link to="/x/rehearsals/$id" params={{ id: one.id }}><strong>{one.label}</strong></Link><p className="quiet">{say('acting.clock', { now: sayInstant(one.now) })} · {say('rehearsals.seed', { seed: one.seed })}</p></div></li>
          ))}</ul>
        ))}</Loaded>
      </Section>
    </Page>
  );
}

function Open() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const programmes = useQuery({ queryKey: ['programmes'], queryFn: () => answer(api.GET('/api/v1/programmes')) });
  const [programme, setProgramme] = useState('');
  const [societies, setSocieties] = useState(12);
  const [progress, setProgress] = useState('');
  const open = useMutation({
    mutationFn: async () => openRehearsal({ programmeId: programme, societies, tell: setProgress }),
    onSuccess: async (id) => {
      await refresh();
      await navigate({ to: '/x/rehearsals/$id', params: { id } });
    },
  });
  return (
    <Section title={say('rehearsals.open')}>
      <div className="filters">
        <label>{say('wizard.programme')} <select className="select" value={programme} onChange={({ target }) => setProgramme(target.value)}><option value="">{say('field.choose')}</option>{programmes.data?.items.map(({ id, name, version }) => <option key={id} value={id}>{bilingual(name)} v{version}</option>)}</select></label>
        <label>{say('rehearsals.societies')} <Input type="number" min={3} max={200} value={societies} onChange={({ target }) => setSocieties(Number(target.value))} /></label>
        <Button type="primary" disabled={programme === ''} loading={open.isPending} onClick={() => open.mutate()}>{say('rehearsals.open')}</Button>
      </div>
      <p role="status">{open.isPending && progress}</p>
      <Refusal error={open.error} />
    </Section>
  );
}
