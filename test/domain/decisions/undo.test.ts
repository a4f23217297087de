import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { endedRefusal, isCorrectable, UNDO, undoFor, undoOf } from '../../../domain/decisions/undo.js';
import { zh } from '../../../domain/wording/zh.js';

/** Every kind of command that the API or a step names. */
function kindsInCode(): string[] {
  const files = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? files(name) : name.endsWith('.ts') && !name.endsWith('client-types.ts') ? [name] : [];
  });
  const text = files('apps/api').map((file) => readFileSync(file, 'utf8')).join('\n');
  const named = [...text.matchAll(/kind: '([a-z][A-Za-z]+)', workflowId/g), ...text.matchAll(/roundId, '([a-z][A-Za-z]+)', \{/g)].flatMap((match) => match[1] ?? []);
  return [...new Set(named)].sort();
}

describe('how a decision is corrected (choice)', () => {
  test('every kind of decision has its line', () => {
    expect(kindsInCode().filter((kind) => undoOf(kind) === undefined)).toEqual([]);
  });

  test.each(Object.entries(UNDO))('%s', (kind, undo) => {
    // What may be taken back says until when; what may not, never.
    expect(undo.until === 'never').toBe(!isCorrectable(undo));
    if (undo.act === 'reopenStage') expect(undoFor(kind, false)?.from).toBeDefined();
    for (const letter of undo.letters) expect(Object.hasOwn(zh, `mail.${letter}.subject`)).toBe(true);
  });

  test('only a correction itself is left to be decided again, and what decides nothing', () => {
    expect(Object.entries(UNDO).filter(([, undo]) => !isCorrectable(undo)).map(([kind]) => kind)).toEqual(['recheckEligibility', 'recompute', 'retry', 'correctDecision', 'previewCorrection']);
  });

  test.each(Object.entries(UNDO))('%s: once its workflow has ended, the refusal is one that says what remains', (_, undo) => {
    expect(Object.hasOwn(zh, `problem.${endedRefusal(undo).code}`)).toBe(true);
  });

  test('every kind of decision has a name that people read', () => {
    const words = readFileSync('apps/console/words/state.ts', 'utf8');
    expect(Object.keys(UNDO).filter((kind) => kind !== 'previewCorrection' && !words.includes(`'command.${kind}':`))).toEqual([]);
  });

  test('a skipped step of a project is reopened there, not in its stage', () => {
    expect(undoFor('skipStep', true)).toMatchObject({ act: 'reopenProjectStep', at: 'project' });
    expect(undoFor('skipStep', false)).toMatchObject({ act: 'reopenStage', from: 'scoring' });
    expect(undoFor('somethingNew', false)).toBeUndefined();
  });
});
