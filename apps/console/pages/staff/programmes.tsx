import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../../app/api.js';
import { useMay } from '../../app/session.js';
import { Loaded, Page } from '../../parts/page.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';

export function ProgrammesPage() {
  const may = useMay();
  const programmes = useQuery({ queryKey: ['programmes'], queryFn: () => answer(api.GET('/api/v1/programmes')) });
  return (
    <Page title={say('nav.programmes')} lead={<p>{say('programmes.lead')}</p>}>
      <Loaded query={programmes}>{({ items }) => (
        <ul className="cards">{items.map((one) => (
          <li className="card" key={one.id}>
            <h2><Link to="/w/programmes/$id" params={{ id: one.id }}>{bilingual(one.name)}</Link></h2>
            <p className="quiet">{one.key} · {sayState('authority', one.authority)} · {one.year} · {say('common.version')} {one.version}</p>
            {may('round.launch') && <Link to="/w/rounds/new" search={{ programme: one.id }}>{say('wizard.take')}</Link>}
          </li>
        ))}</ul>
      )}</Loaded>
    </Page>
  );
}
