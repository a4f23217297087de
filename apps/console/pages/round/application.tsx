/** Formal check: what was handed in beside the rules, with everything that is to be corrected told at once. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act, type ActField } from '../../parts/act.js';
import { EligibilityShown } from '../../parts/eligibility-shown.js';
import { AnswersShown } from '../../parts/form/answers-shown.js';
import { FileLink } from '../../parts/form/file-link.js';
import { onPaperFact } from '../../parts/on-paper.js';
import { Facts, Loaded, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayDay, sayInstant } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';

type Application = Schemas['Application'];
type Decision = Schemas['ApplicationDecision'];

export function ApplicationPage() {
  const { id } = useParams({ from: '/w/applications/$id' });
  const application = useQuery({ queryKey: ['application', id], queryFn: () => answer(api.GET('/api/v1/applications/{id}', { params: { path: { id } } })) });
  return <Loaded query={application}>{(data) => <Shown application={data} />}</Loaded>;
}

function Shown({ application }: { application: Application }) {
  const may = useMay();
  const decidable = (application.status === 'submitted' || application.status === 'correcting') && may('application.decide');
  const reason = application.decision?.['reason'];
  return (
    <Page
      title={application.society.name} crumbs={[{ title: say('nav.rounds'), to: '/w/rounds' }, { title: say('round.applications'), to: `/w/rounds/${application.roundId}/applications` }, { title: application.society.code }]}
      acts={decidable ? <Decide application={application} /> : <>{may('application.cancel') && application.status === 'accepted' && <Cancel id={application.id} />}<Link to="/why/$kind/$id" params={{ kind: 'application', id: application.id }}>{say('common.why')}</Link></>}
    >
      <Facts
        items={[
          [say('common.state'), <StatusTag key="state" group="application" state={application.status} />], [say('verify.receipt'), application.receipt ?? ''], [say('applications.at'), sayInstant(application.submittedAt)], onPaperFact(application.onPaper),
          application.decidedAt !== null && [say('applications.decidedAt'), sayInstant(application.decidedAt)], typeof reason === 'string' && [say('common.reason'), reason],
          application.paper !== null && [say('applications.paper'), `${sayState('paper', application.paper.result)} · ${application.paper.copies} · ${application.paper.receivedOn === null ? '' : sayDay(application.paper.receivedOn)} ${application.paper.faults.join(say('mark.series'))}`],
          application.electronic !== null && [say('applications.electronic'), <span key="files"><FileLink path={filePath(application.id, application.electronic.word)} name="Word" /> <FileLink path={filePath(application.id, application.electronic.sealedPdf)} name="PDF" /></span>],
        ]}
      />
      <div className="with-side">
        <article>{application.form === null ? <p>{say('application.noForm')}</p> : <AnswersShown form={application.form} content={application.content} file={(sha256) => <FileLink path={filePath(application.id, sha256)} />} />}</article>
        <aside className="sticky">
          <Section title={say('selfCheck.title')}>
            {application.eligibility === null ? <p>{say('applications.notChecked')}</p> : (
              <>
                <StatusTag group="eligibility" state={application.eligibility.outcome} />
                <EligibilityShown lines={application.eligibility.lines} />
              </>
            )}
          </Section>
        </aside>
      </div>
    </Page>
  );
}

const filePath = (id: string, sha256: string): string => `/api/v1/applications/${id}/files/${sha256}`;

function Decide({ application }: { application: Application }) {
  const refresh = useRefresh();
  const open = application.eligibility?.lines.filter(({ result }) => result === 'unknown' || result === 'flagged') ?? [];
  // What the facts leave open is settled by a person, rule by rule.
  const settling: ActField[] = open.flatMap(({ rule, name }) => [
    { key: `settle.${rule}`, label: say('applications.settle', { rule: bilingual(name) }), kind: 'choice' as const, required: true, options: [{ value: 'pass', label: sayState('rule', 'pass') }, { value: 'fail', label: sayState('rule', 'fail') }] },
    { key: `why.${rule}`, label: say('common.reason'), required: true },
  ]);
  const decide = async (body: Decision, key: string): Promise<void> => {
    await answer(api.POST('/api/v1/applications/{id}/decision', { params: { path: { id: application.id }, header: keyed(key) }, body }));
    await refresh();
  };
  const settle = (entered: Record<string, string>) => {
    const settled = open.map(({ rule }) => ({ rule, result: (entered[`settle.${rule}`] ?? 'pass') as 'pass' | 'fail', reason: entered[`why.${rule}`] ?? '' }));
    return settled.length === 0 ? {} : { settle: settled };
  };
  const compared: ActField[] = application.electronic === null ? [] : [{ key: 'same', label: say('applications.compared'), kind: 'choice', required: true, options: [{ value: 'yes', label: say('common.yes') }, { value: 'no', label: say('common.no') }] }];
  return (
    <>
      <Act
        name={say('applications.accept')} primary consequence={say('applications.acceptHint')} fields={[...compared, ...settling]}
        act={(entered, key) => decide({ decision: 'accept', ...(compared.length === 0 ? {} : { compared: { same: entered['same'] === 'yes', note: '' } }), ...settle(entered) }, key)}
      />
      <Act
        name={say('applications.correct')} consequence={say('applications.correctHint')} fields={[{ key: 'items', label: say('applications.items'), hint: say('applications.itemsHint'), kind: 'lines', required: true }, ...settling]}
        act={(entered, key) => decide({ decision: 'correct', items: (entered['items'] ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== ''), ...settle(entered) }, key)}
      />
      <Act
        name={say('applications.notAccept')} danger consequence={say('applications.notAcceptHint')} fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }, ...settling]}
        act={(entered, key) => decide({ decision: 'notAccept', reason: entered['reason'] ?? '', ...settle(entered) }, key)}
      />
    </>
  );
}

function Cancel({ id }: { id: string }) {
  const refresh = useRefresh();
  return (
    <Act
      name={say('applications.cancel')} danger consequence={say('applications.cancelHint')}
      fields={[{ key: 'rule', label: say('common.clause'), required: true }, { key: 'reason', label: say('common.reason'), kind: 'lines', required: true }, { key: 'source', label: say('profile.evidence') }]}
      act={async ({ rule = '', reason = '', source = '' }, key) => {
        await answer(api.POST('/api/v1/applications/{id}/cancellation', { params: { path: { id }, header: keyed(key) }, body: { rule, reason, ...(source.trim() === '' ? {} : { source }) } }));
        await refresh();
      }}
    />
  );
}
