/** A stage's own questions and checks together with those of the sets that it includes; and the forms of its follow-ups. */
import type { Form, FormField } from '../programme/form.js';
import type { MaterialsCollection } from '../programme/stages/materials-collection.js';
import type { GovernanceCheck } from './check.js';
import type { Verification } from './outcome.js';
import { type IndicatorSet, standardManagement } from './standard-management.js';

type Included = NonNullable<MaterialsCollection['sets']>[number];

/** Undefined for a version that was never published. */
export function setOf({ set, version, idleMonths, without = [] }: Included): IndicatorSet | undefined {
  if (set !== 'standardManagement' || version !== 1) return undefined;
  const { sections, checks } = standardManagement(idleMonths);
  return { sections, checks: checks.filter(({ key }) => !without.includes(key)) };
}

const includedSets = ({ sets = [] }: Pick<MaterialsCollection, 'sets'>): IndicatorSet[] => sets.flatMap((one) => setOf(one) ?? []);

export const checksOf = (stage: MaterialsCollection): GovernanceCheck[] => [...includedSets(stage).flatMap(({ checks }) => checks), ...(stage.checks ?? [])];

export const formOf = (stage: MaterialsCollection): Form => ({ sections: [...includedSets(stage).flatMap(({ sections }) => sections), ...(stage.form?.sections ?? [])] });

/** What follows a hand-in, and which part of the stage it is. */
export type CollectionPart = 'handIn' | 'explanation' | 'verification' | 'rectification';

/** The part that a kind of task belongs to, with its form. */
export function partOf(stage: MaterialsCollection, kind: string): { part: CollectionPart; form: Form } | undefined {
  if (kind === stage.handIn.kind) return { part: 'handIn', form: formOf(stage) };
  if (kind === stage.explanation?.kind) return { part: 'explanation', form: EXPLANATION };
  if (kind === stage.verification?.kind) return { part: 'verification', form: verificationForm(stage) };
  return kind === stage.rectification?.kind ? { part: 'rectification', form: RECTIFICATION } : undefined;
}

/** Every kind of task that a stage opens. */
export const kindsOf = (stage: MaterialsCollection): string[] =>
  [stage.handIn.kind, stage.explanation?.kind, stage.verification?.kind, stage.rectification?.kind].filter((kind) => kind !== undefined);

const EXPLANATION: Form = {
  sections: [{ key: 'explanation', name: { zh: '情况说明', en: 'Explanation' }, fields: [{ key: 'explanation', name: { zh: '对提示事项逐项说明', en: 'Explain each point' }, kind: 'text', required: true, maxLength: 4000 }] }],
};

const RECTIFICATION: Form = {
  sections: [{
    key: 'rectification', name: { zh: '整改情况', en: 'Rectification' }, fields: [
      { key: 'measures', name: { zh: '整改措施与结果', en: 'What was done' }, kind: 'text', required: true, maxLength: 4000 },
      { key: 'finishedOn', name: { zh: '完成日期', en: 'Done on' }, kind: 'date', required: true },
    ],
  }],
};

/** Staff read; where a check may become a finding they verify: findings of their own, and computed ones that they could not confirm. */
function verificationForm(stage: MaterialsCollection): Form {
  const findings = checksOf(stage).some(({ then }) => then === 'finding');
  const options = checksOf(stage).map(({ key, name }) => ({ key, name }));
  const item = { key: 'item', name: { zh: '事项', en: 'Item' }, kind: 'choice' as const, required: true, options };
  const note = { key: 'note', name: { zh: '依据', en: 'Grounds' }, kind: 'text' as const, required: true, maxLength: 500 };
  const table = (key: string, name: FormField['name']): FormField => ({ key, name, kind: 'table', required: false, maxRows: 60, columns: [item, note] });
  return {
    sections: [{
      key: 'verification', name: { zh: '核实', en: 'Verification' }, fields: [
        ...(findings ? [table('found', { zh: '发现的问题', en: 'Findings' }), table('dismissed', { zh: '经核实不成立的', en: 'Not confirmed' })] : []),
        { key: 'remark', name: { zh: '审阅意见', en: 'Remarks' }, kind: 'text', required: false, maxLength: 2000 },
        { key: 'read', name: { zh: '已审阅报送材料', en: 'What was handed in has been read' }, kind: 'commitment', required: true },
      ],
    }],
  };
}

/** What staff wrote into that form. */
export const readVerification = (content: Readonly<Record<string, unknown>>): Verification => ({ found: itemsOf(content.found), dismissed: itemsOf(content.dismissed) });

const itemsOf = (rows: unknown): string[] => (Array.isArray(rows) ? rows.flatMap((row: { item?: unknown }) => (typeof row.item === 'string' ? [row.item] : [])) : []);
