import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../../app/api.js';
import { Loaded, Nothing, Page } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayMoney } from '../../words/dates.js';
import { say } from '../../words/say.js';

export function SocietyProjectsPage() {
  const projects = useQuery({ queryKey: ['projects', 'own'], queryFn: () => answer(api.GET('/api/v1/projects', { params: { query: { limit: 100 } } })) });
  return (
    <Page title={say('nav.ownProjects')}>
      <Loaded query={projects}>{({ items }) => (items.length === 0 ? <Nothing text={say('projects.noneOwn')} /> : (
        <ul className="lines">{items.map((project) => (
          <li className="line" key={project.id}>
            <div><Link to="/projects/$id" params={{ id: project.id }}><strong>{project.roundName}</strong></Link><p className="quiet">{project.number} · {say('projects.perYear', { amount: sayMoney(project.amountCents) })}</p></div>
            <StatusTag group="project" state={project.status} />
          </li>
        ))}</ul>
      ))}</Loaded>
    </Page>
  );
}
