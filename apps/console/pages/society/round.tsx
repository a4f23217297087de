/** Before applying: rule by rule, whether one may, and what to show where nothing is on record. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api, keyed } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMe } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { EligibilityShown } from '../../parts/eligibility-shown.js';
import { Loaded, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { TaskLine } from '../../parts/task-line.js';
import { sayDay } from '../../words/dates.js';
import { say } from '../../words/say.js';

export function SocietyRoundPage() {
  const { id } = useParams({ from: '/s/rounds/$id' });
  const { societyId } = useMe();
  const refresh = useRefresh();
  const round = useQuery({ queryKey: ['round', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}', { params: { path: { id } } })) });
  const check = useQuery({ queryKey: ['self-check', id, societyId], enabled: societyId !== null, retry: false, queryFn: () => answer(api.GET('/api/v1/rounds/{id}/eligibility/{society}', { params: { path: { id, society: societyId ?? '' } } })) });
  const tasks = useQuery({ queryKey: ['tasks', 'round', id], queryFn: () => answer(api.GET('/api/v1/tasks', { params: { query: { roundId: id, whose: 'mine' } } })) });
  return (
    <Loaded query={round}>{(data) => (
      <Page title={data.name} crumbs={[{ title: say('nav.home'), to: '/home' }, { title: data.name }]}>
        <Section title={say('selfCheck.tasks')}>
          <Loaded query={tasks}>{({ items }) => (items.length === 0 ? (
            <>
              <p>{say('selfCheck.noTasks')}</p>
              {societyId !== null && data.stages.some(({ type, status }) => type === 'applicationWindow' && status === 'open') && (
                <Act
                  name={say('selfCheck.volunteer')} consequence={say('selfCheck.volunteerHint')} fields={[{ key: 'distinctive', label: say('selfCheck.distinctive'), kind: 'lines', required: true }]}
                  act={async ({ distinctive = '' }, key) => {
                    await answer(api.POST('/api/v1/rounds/{id}/volunteering', { params: { path: { id }, header: keyed(key) }, body: { distinctive } }));
                    await refresh();
                  }}
                />
              )}
            </>
          ) : <ul className="lines">{items.map((task) => <TaskLine key={task.id} task={task} />)}</ul>)}</Loaded>
        </Section>
        {societyId !== null && (
          <Section title={say('selfCheck.title')}>
            <Loaded query={check}>{({ outcome, lines, asOf }) => (
              <>
                <p className="sentence"><StatusTag group="eligibility" state={outcome} /> {say('selfCheck.asOf', { day: sayDay(asOf) })}</p>
                {lines.length === 0 && <p>{say('selfCheck.noRules')}</p>}
                <EligibilityShown
                  lines={lines}
                  acts={(line) => (line.result === 'pass' ? null : line.result === 'unknown' ? (
                    <Act
                      name={say('selfCheck.supply')} consequence={say('selfCheck.supplyHint')} fields={[{ key: 'reason', label: say('selfCheck.fact'), kind: 'lines', required: true }, { key: 'document', label: say('profile.evidence'), required: true }]}
                      act={async ({ reason = '', document = '' }, key) => {
                        await answer(api.POST('/api/v1/rounds/{id}/supplied-facts', { params: { path: { id }, header: keyed(key) }, body: { rule: line.rule, reason, document } }));
                        await refresh();
                      }}
                    />
                  ) : <Link to="/s/profile">{say('profile.contest')}</Link>)}
                />
              </>
            )}</Loaded>
          </Section>
        )}
      </Page>
    )}</Loaded>
  );
}
