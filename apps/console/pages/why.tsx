/** Why something is as it is: rule, formula, the values that decided and where they are recorded. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../app/api.js';
import { Loaded, Page } from '../parts/page.js';
import { sayClause } from '../words/clauses.js';
import { isRecordId } from '../words/record-id.js';
import { say, sayState } from '../words/say.js';

type Kind = Schemas['Explained']['kind'];

export function WhyPage() {
  const { kind, id } = useParams({ from: '/why/$kind/$id' });
  const why = useQuery({ queryKey: ['why', kind, id], retry: false, queryFn: () => answer(api.GET('/api/v1/explanations/{kind}/{id}', { params: { path: { kind: kind as Kind, id } } })) });
  return (
    <Loaded query={why}>{({ explanation, reproduces, note }) => (
      <Page title={explanation.title} lead={<p className="sentence">{explanation.sentence}</p>}>
        {!reproduces && <p className="notice">{note ?? say('why.differs')}</p>}
        <Figure figure={explanation} />
      </Page>
    )}</Loaded>
  );
}

/** In words; the number of a record only where a person knows it by that. */
const sourceOf = ({ kind, id }: { kind: string; id: string }): string => (isRecordId(id) ? sayState('source', kind) : `${sayState('source', kind)} ${id}`);

function Figure({ figure }: { figure: Schemas['ExplainedFigure'] }) {
  const inputs = figure.inputs.filter(({ text }) => !isRecordId(text));
  return (
    <div className="why-part">
      <p><strong>{figure.title}</strong>{say('mark.colon')}{figure.resultText}</p>
      <p className="clause">{say('refusal.rule', { clause: figure.clause.document === 'choice' ? figure.clause.text : `${sayClause(figure.clause)} ${figure.clause.text}` })}</p>
      {figure.formula.text !== '' && <p>{say('why.formula')}{say('mark.colon')}{figure.formula.text}</p>}
      {inputs.length > 0 && (
        <div className="table-frame" role="region" aria-label={say('why.inputs')} tabIndex={0}>
          <table className="grid-table">
            <thead><tr><th scope="col">{say('why.input')}</th><th scope="col">{say('why.value')}</th><th scope="col">{say('why.source')}</th></tr></thead>
            <tbody>{inputs.map((input, n) => <tr key={n}><th scope="row">{input.label}</th><td>{input.text}</td><td>{input.source === null ? '' : sourceOf(input.source)}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      {figure.parts.map((part, n) => <Figure key={n} figure={part} />)}
    </div>
  );
}
