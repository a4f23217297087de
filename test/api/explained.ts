/** What an answer to "why" has, and that it is whole. */
import { expect } from '@jest/globals';
import type { Answer } from './api.js';

export interface Part {
  what: string;
  title: string;
  result: unknown;
  clause: { document: string; text: string };
  formula: { code: string; text: string };
  inputs: { name: string; label: string; value: unknown; source: { kind: string; id: string } | null }[];
  sentence: string;
  parts: Part[];
}
export interface Explained {
  stored: unknown;
  recomputed: unknown;
  reproduces: boolean;
  note: string | null;
  explanation: Part;
}

/** Rule, inputs, formula, clause; and the stored inputs give the stored result. */
export function expectWhole({ status, body }: Answer<Explained>, stored: unknown): void {
  expect([status, body.stored, body.reproduces, body.note]).toEqual([200, stored, true, null]);
  const all = (part: Part): Part[] => [part, ...part.parts.flatMap(all)];
  for (const part of all(body.explanation)) {
    expect(part.clause.text).not.toBe('');
    expect(part.formula.text).not.toBe(part.formula.code);
    expect(part.sentence).toContain(part.formula.text.slice(0, 4));
  }
  expect(JSON.stringify(body)).toMatch(/\p{Script=Han}/u);
}
