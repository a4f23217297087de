/** Review: the application on the left, the score sheet with anchors and a running total on the right; recusal always in view. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { answer, api, keyed } from '../../app/api.js';
import { Act } from '../../parts/act.js';
import { Loaded, Section } from '../../parts/page.js';
import { AnswersShown } from '../../parts/form/answers-shown.js';
import { FileLink } from '../../parts/form/file-link.js';
import { Control } from '../../parts/form/inputs.js';
import { bilingual } from '../../words/locale.js';
import { sayNumber } from '../../words/dates.js';
import { say } from '../../words/say.js';
import { useDraft } from './draft.js';
import { HandIn } from './hand-in.js';
import type { Detail } from './task.js';

type Sheet = Extract<NonNullable<Detail['asks']>, { what: 'score' }>['sheet'];
interface Entry {
  passFail: Record<string, boolean>;
  scores: Record<string, number>;
  reasons: Record<string, string>;
  suggestedTier?: string;
  recusalConfirmed: boolean;
}

const EMPTY: Entry = { passFail: {}, scores: {}, reasons: {}, recusalConfirmed: false };

export function ScoreSheet({ task, sheet }: { task: Detail; sheet: Sheet }) {
  const next = useNextReview(task);
  const draft = useDraft(task, { kind: 'score', entry: EMPTY });
  const entry = { ...EMPTY, ...(draft.payload['entry'] as Partial<Entry> | undefined) };
  const write = (part: Partial<Entry>): void => draft.change({ kind: 'score', entry: { ...entry, ...part } });
  const points = sheet.criteria.reduce((sum, { key }) => sum + (typeof entry.scores[key] === 'number' ? entry.scores[key] : 0), 0);
  const most = sheet.criteria.reduce((sum, { points: full }) => sum + full, 0);
  const lacking = sheet.passFail.filter(({ key }) => entry.passFail[key] === undefined).length
    + sheet.criteria.filter((one) => typeof entry.scores[one.key] !== 'number' || (needsReason(sheet, one.points, entry.scores[one.key]) && (entry.reasons[one.key] ?? '').trim() === '')).length
    + (entry.recusalConfirmed ? 0 : 1) + (sheet.tiers.length > 0 && entry.suggestedTier === undefined ? 1 : 0);
  return (
    <div className="with-side">
      <Application task={task} />
      <aside className="sticky" aria-label={say('score.sheet')}>
        <p className="quiet">{next.progress}</p>
        <Section title={say('score.sheet')} acts={<Recusal task={task} />}>
          {sheet.passFail.map(({ key, name }) => (
            <fieldset key={key} className="field checks"><legend>{bilingual(name)}</legend>
              {([true, false] as const).map((value) => <label key={String(value)}><input type="radio" name={key} checked={entry.passFail[key] === value} onChange={() => write({ passFail: { ...entry.passFail, [key]: value } })} /> {say(value ? 'score.pass' : 'score.fail')}</label>)}
            </fieldset>
          ))}
          {sheet.criteria.map(({ key, name, points: full, anchor }) => {
            const reason = needsReason(sheet, full, entry.scores[key]);
            return (
              <div className="field" key={key}>
                <label htmlFor={`score-${key}`}>{bilingual(name)} <span className="required">0–{full}</span></label>
                <p className="hint">{bilingual(anchor)}</p>
                <Control id={`score-${key}`} kind="number" value={entry.scores[key]} change={(value) => { const scores = { ...entry.scores }; if (value === undefined) delete scores[key]; else scores[key] = value as number; write({ scores }); }} />
                <label htmlFor={`reason-${key}`} className="hint">{say(reason ? 'score.reasonNeeded' : 'score.reason')}</label>
                <Input.TextArea id={`reason-${key}`} rows={1} className="grows" value={entry.reasons[key] ?? ''} onChange={({ target }) => write({ reasons: { ...entry.reasons, [key]: target.value } })} />
              </div>
            );
          })}
          {sheet.tiers.length > 0 && (
            <div className="field"><label htmlFor="tier">{say('score.tier')} <span className="required">{say('field.required')}</span></label>
              <Control id="tier" kind="choice" options={sheet.tiers} value={entry.suggestedTier} change={(value) => write({ suggestedTier: value as string | undefined })} />
            </div>
          )}
          <label className="choice"><input type="checkbox" checked={entry.recusalConfirmed} onChange={({ target }) => write({ recusalConfirmed: target.checked })} /> {say('score.noInterest')}</label>
          <p className="sentence" role="status">{say('score.total', { points: sayNumber(points), most })}</p>
        </Section>
        <HandIn task={task} draft={draft} lacking={lacking} done={next.go} body={() => ({ kind: 'score', entry })} />
      </aside>
    </div>
  );
}

const needsReason = ({ reasonBelowPercent, reasonAbovePercent }: Sheet, full: number, score: number | undefined): boolean =>
  typeof score === 'number' && ((score * 100) / full < reasonBelowPercent || (score * 100) / full > reasonAbovePercent);

/** After one sheet the next opens by itself. */
function useNextReview(task: Detail): { progress: string; go: () => void } {
  const navigate = useNavigate();
  const all = useQuery({ queryKey: ['reviews', task.roundId], queryFn: () => answer(api.GET('/api/v1/tasks', { params: { query: { roundId: task.roundId, kind: task.kind, whose: 'mine', limit: 500 } } })) });
  const items = all.data?.items ?? [];
  const next = items.find(({ id, state }) => state === 'open' && id !== task.id);
  return {
    progress: all.data === undefined ? '' : say('score.progress', { done: items.filter(({ state }) => state === 'done').length, all: items.length }),
    go: () => void (next === undefined ? navigate({ to: '/home' }) : navigate({ to: '/tasks/$id', params: { id: next.id } })),
  };
}

function Application({ task }: { task: Detail }) {
  const id = task.applicationId ?? task.subjects[0]?.applicationId ?? '';
  const application = useQuery({ queryKey: ['application', id], enabled: id !== '', queryFn: () => answer(api.GET('/api/v1/applications/{id}', { params: { path: { id } } })) });
  return (
    <Loaded query={application}>{({ content, form }) => (
      <article>{form === null ? <p>{say('application.noForm')}</p> : <AnswersShown form={form} content={content} file={(sha256) => <FileLink path={`/api/v1/applications/${id}/files/${sha256}`} />} />}</article>
    )}</Loaded>
  );
}

function Recusal({ task }: { task: Detail }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <Act
      name={say('score.recuse')} danger consequence={say('score.recuseHint')} fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
      act={async ({ reason = '' }, key) => {
        await answer(api.POST('/api/v1/tasks/{id}/submission', { params: { path: { id: task.id }, header: keyed(key) }, body: { kind: 'recusal', reason } }));
        await queries.invalidateQueries();
        await navigate({ to: '/home' });
      }}
    />
  );
}
