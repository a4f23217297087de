/** What a correction would do, in the reader's words: the process answers with keys. */
import { stepName, taskName } from '../../../domain/wording/tasks.js';
import type { Programme } from '../../../domain/programme/schema.js';
import type { Refusal } from '../../../domain/refusal.js';
import { isMessageKey, type Locale, sayKey, sayRefusal } from '../../../domain/wording/catalogue.js';
import type { CorrectionPreview } from '../contract/decisions.js';

/** As `activities/corrections/preview.ts` stores it. */
interface Seen extends Omit<CorrectionPreview, 'refusal' | 'money' | 'tasks' | 'dates' | 'reopens' | 'letters'> {
  refusal: Refusal | null;
  money: { key: string; before: number; after: number }[];
  tasks: { key: string; before: number; after: number }[];
  dates: { step: string; before: string; after: string | null }[];
  reopens: { stage: string; n: number; opensAt: string | null; dueAt: string | null }[];
  letters: { template: string; count: number }[];
}

export function previewView(answer: Record<string, unknown>, programme: Programme, locale: Locale): CorrectionPreview {
  const seen = answer as unknown as Seen;
  return {
    possible: seen.possible, act: seen.act, irreversible: seen.irreversible,
    societies: seen.societies.map((one) => ({ ...one, before: withTier(locale, programme, one.before), after: withTier(locale, programme, one.after) })),
    refusal: seen.refusal === null ? null : { code: seen.refusal.code, message: sayRefusal(locale, seen.refusal) },
    money: seen.money.map((one) => ({ ...one, name: named(locale, `why.what.account.${one.key}`, one.key) })),
    tasks: seen.tasks.map((one) => ({ ...one, name: taskName(locale, programme, one.key) })),
    dates: seen.dates.map((one) => ({ ...one, name: gateName(locale, programme, one.step) })),
    reopens: seen.reopens.map((one) => ({ ...one, name: stepName(programme, one.stage)[locale] })),
    letters: seen.letters.map((one) => ({ ...one, name: letterName(locale, one.template) })),
  };
}

/** The tier by the programme's own name for it. */
function withTier(locale: Locale, { quota }: Programme, standing: string): string {
  return standing.replace(/tier\.(\w+)/, (whole, key: string) => {
    const tier = quota?.tiers.find((one) => one.key === key);
    return tier === undefined ? whole : `tier.${tier.name[locale]}`;
  });
}

/** `2019.audit` is a project's step of a year; a stage's own steps are named by what they wait for. */
function gateName(locale: Locale, programme: Programme, step: string): string {
  const [first = '', second] = step.split('.');
  if (second !== undefined) return `${stepName(programme, second)[locale]} ${first}`;
  return named(locale, `wait.${step}.what`, stepName(programme, step)[locale]);
}

/** Its subject without the round, which is the same for all of them. */
const letterName = (locale: Locale, template: string): string =>
  named(locale, `mail.${template}.subject`, template).replace(/[【[]\{round\}[】\]]\s*/, '').replace(/\{\w+\}/g, '…');

const named = (locale: Locale, key: string, otherwise: string): string => (isMessageKey(key) ? sayKey(locale, key) : otherwise);
