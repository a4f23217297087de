/** Holds a submission against what the programme asks for, and gives it the shape in which it is recorded. */
import type { Asked } from '../../../domain/programme/hand-in.js';
import { checkMoneyForm, type HandInContext } from '../../../domain/funds/hand-in.js';
import { checkForm, isMissing, type KnownDocuments } from '../../../domain/programme/form-check.js';
import type { Frame } from '../../../domain/programme/schema.js';
import { checkSheet, sheetTotal } from '../../../domain/review/sheet.js';
import { checkSummary } from '../../../domain/review/summary.js';
import type { Submission } from '../contract/tasks.js';
import type { GroupContext } from './group-context.js';
import { type FieldError, Refused, refused } from '../problem/refused.js';

/** What the check needs besides the programme. */
export interface CheckContext {
  frame: Frame;
  /** Of a correction: what it corrects. A correction may hold some fields only. */
  corrected?: Record<string, unknown>;
  /** Documents that the form may name. */
  documents: KnownDocuments;
  /** The Beijing day of handing in; of a correction, that of what it corrects. */
  handedInOn: string;
  /** Of a declaration: the applications that one may have a conflict with. */
  applications: ReadonlySet<string>;
  /** Of a funded project's form: what is on record about its money and indicators. */
  money?: HandInContext;
  /** Of a group leader's opinion. */
  group?: GroupContext;
}

export interface ReadSubmission {
  /** Of the fact; undefined when it is the task's own kind. */
  kind?: 'recusal';
  payload: Record<string, unknown>;
  totalThousandths?: number;
}

/** The submission as a fact, or everything that is wrong with it. */
export function readSubmission(asked: Asked, body: Submission, context: CheckContext): ReadSubmission | Refused {
  if (asked.what === 'decision') return refused('TASK_IS_DECIDED', { rule: asked.clause });
  if (asked.what === 'indicators' && body.kind === 'indicators') return readFigures(asked, body);
  if (asked.what === 'form' && body.kind === 'form') return readForm(asked, body.content, context);
  if (asked.what === 'conflictDeclaration' && body.kind === 'conflictDeclaration') return readDeclaration(body, context);
  if (asked.what === 'score' && body.kind === 'score') return readScore(asked, body.entry);
  if (asked.what === 'groupSummary' && body.kind === 'groupSummary') return readSummary(asked, body, context);
  if (asked.what === 'score' && body.kind === 'recusal') return { kind: 'recusal', payload: { reason: body.reason } };
  return refused('TASK_ASKS_OTHERWISE', { field: 'kind', rule: asked.clause, params: { asked: asked.what } });
}

type Of<Kind extends Submission['kind']> = Extract<Submission, { kind: Kind }>;
type AskedOf<What extends Asked['what']> = Extract<Asked, { what: What }>;

/** Not every figure must be there: one that is missing counts as missing (000 §5.1 [C]). */
function readFigures({ indicators, clause }: AskedOf<'indicators'>, { values }: Of<'indicators'>): ReadSubmission | Refused {
  const known = new Set(indicators.map((indicator) => indicator.key));
  const names = values.map((value) => value.indicator);
  const errors = names.flatMap((name, n): FieldError[] => {
    const field = `values.${n}.indicator`;
    if (!known.has(name)) return [{ field, code: 'not_an_option', params: { options: [...known].join(', ') } }];
    return names.indexOf(name) < n ? [{ field, code: 'repeated' }] : [];
  });
  return errors.length > 0 ? refused('INVALID', { rule: clause }, { errors }) : { payload: { values } };
}

function readForm({ form, clause }: AskedOf<'form'>, content: Record<string, unknown>, { frame, corrected, documents, handedInOn, money }: CheckContext): ReadSubmission | Refused {
  const faults = checkForm(form, frame, { ...corrected, ...content }, documents, handedInOn);
  if (faults.length === 0) return money === undefined ? { payload: { content } } : readMoney(form, content, money);
  const errors = faults.map(({ field, code, params }) => ({ field: `content.${field}`, code, params }));
  const rule = faults[0]?.rule ?? clause;
  return faults.every(isMissing) ? refused('FORM_INCOMPLETE', { rule, params: { count: faults.length } }, { errors }) : refused('INVALID', { rule }, { errors });
}

/** 001 五(三), 003 §5.3: budget, results and accounts are checked when they are handed in, field by field. */
function readMoney(form: AskedOf<'form'>['form'], content: Record<string, unknown>, context: HandInContext): ReadSubmission | Refused {
  const refusals = checkMoneyForm(form, content, context);
  const [first] = refusals;
  if (first === undefined) return { payload: { content } };
  const errors = refusals.map(({ field = '', code, params }) => ({ field: `content.${field}`, code, params }));
  return refused(first.code, { field: `content.${first.field ?? ''}`, rule: first.rule, params: first.params }, { errors });
}

function readDeclaration({ conflicts }: Of<'conflictDeclaration'>, { applications }: CheckContext): ReadSubmission | Refused {
  const ids = conflicts.map((conflict) => conflict.applicationId);
  const errors = ids.flatMap((id, n): FieldError[] => {
    const field = `conflicts.${n}.applicationId`;
    if (!applications.has(id)) return [{ field, code: 'invalid' }];
    return ids.indexOf(id) < n ? [{ field, code: 'repeated' }] : [];
  });
  return errors.length > 0 ? refused('INVALID', {}, { errors }) : { payload: { conflicts } };
}

function readSummary({ clause }: AskedOf<'groupSummary'>, { kind: _kind, ...summary }: Of<'groupSummary'>, { group }: CheckContext): ReadSubmission | Refused {
  const faults = checkSummary(summary, { candidates: group?.candidates ?? [], members: group?.members.map(({ expertId }) => expertId) ?? [] }, clause);
  const [first] = faults;
  if (first === undefined) return { payload: { ...summary } };
  return refused(first.code, { rule: clause, params: first.params }, { errors: faults.map(({ field = '', code, params }) => ({ field, code, params })) });
}

function readScore({ sheet, clause }: AskedOf<'score'>, entry: Of<'score'>['entry']): ReadSubmission | Refused {
  const questions = sheet.passFail.map(({ key }) => key);
  const known = [...questions, ...sheet.criteria.map(({ key }) => key)];
  const stray: FieldError[] = [
    ...Object.keys(entry.passFail).filter((key) => !questions.includes(key)).map((key) => ({ field: `entry.passFail.${key}`, code: 'unknown_field' })),
    ...Object.keys(entry.reasons).filter((key) => !known.includes(key)).map((key) => ({ field: `entry.reasons.${key}`, code: 'unknown_field' })),
  ];
  if (stray.length > 0) return refused('INVALID', { rule: clause }, { errors: stray });
  const faults = checkSheet(sheet, entry);
  const [first] = faults;
  if (first === undefined) return { payload: { ...entry }, totalThousandths: Math.round(sheetTotal(sheet, entry) * 1000) };
  const errors = faults.map(({ field = '', code, params }) => ({ field: `entry.${field}`, code, params }));
  return refused(first.code, { rule: clause, params: first.params }, { errors });
}
