/** Reads a programme's file. Every problem is reported at once, each with its line, so that staff can repair the file in one go. */
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { checkProgramme } from './check.js';
import type { Finding } from './finding.js';
import { placeOf, placeOfKey, readablePath, type PathStep, type Place } from './locate.js';
import { Programme } from './schema.js';

/** `code` and `params` are worded by the catalogue under `programmeProblem.<code>`. */
export interface ProgrammeProblem extends Place {
  file: string;
  path: string;
  code: string;
  params: Record<string, string | number>;
}

export type ParsedProgramme = { ok: true; programme: Programme } | { ok: false; problems: ProgrammeProblem[] };

/** Accepts a definition whose shape, sums, references and dates are all right; otherwise lists all problems in file order. */
export function parseProgramme(yamlText: string, fileName: string): ParsedProgramme {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return rejected(document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { file: fileName, line, column: col, path: '', code: 'YAML_SYNTAX', params: { detail: error.code } };
    }));
  }

  const shaped = Programme.safeParse(document.toJS());
  const findings: Finding[] = shaped.success ? checkProgramme(shaped.data) : shaped.error.issues.flatMap((issue) => findingsOf(issue, [], document));
  if (shaped.success && findings.length === 0) return { ok: true, programme: shaped.data };
  return rejected(findings.map((finding) => located(finding, document, lines, fileName)));
}

const rejected = (problems: ProgrammeProblem[]): ParsedProgramme => ({
  ok: false,
  problems: problems.sort((a, b) => a.line - b.line || a.column - b.column),
});

function located({ path, key, code, params }: Finding, document: Document, lines: LineCounter, file: string): ProgrammeProblem {
  const place: Place = key === undefined ? placeOf(document, lines, path) : placeOfKey(document, lines, path, key);
  return { file, ...place, path: readablePath(document, key === undefined ? path : [...path, key]), code, params };
}

/** One issue of the schema, in words that staff know: not "invalid_type" but "missing" or "not a number". */
function findingsOf(issue: z.core.$ZodIssue, parent: readonly PathStep[], document: Document): Finding[] {
  const path = [...parent, ...issue.path.map((step) => (typeof step === 'symbol' ? step.toString() : step))];
  if (issue.code !== 'unrecognized_keys' && path.length > 0 && !document.hasIn(path)) {
    return [{ path, code: 'MISSING_FIELD', params: { field: String(path.at(-1)) } }];
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path, key, code: 'UNKNOWN_FIELD', params: { field: key } }));
    case 'invalid_type':
      return [{ path, code: 'WRONG_TYPE', params: { expected: issue.expected } }];
    case 'invalid_value':
      return [{ path, code: 'NOT_ALLOWED', params: { allowed: issue.values.map(String).join(' | ') } }];
    case 'invalid_union':
      return unionFindings(issue, path, document);
    case 'invalid_format':
      return [{ path, code: 'BAD_FORMAT', params: { format: issue.pattern ?? issue.format } }];
    case 'too_small':
      return [{ path, code: 'TOO_SMALL', params: { minimum: String(issue.minimum) } }];
    case 'too_big':
      return [{ path, code: 'TOO_BIG', params: { maximum: String(issue.maximum) } }];
    case 'invalid_key':
      return [{ path: path.slice(0, -1), key: String(path.at(-1)), code: 'BAD_KEY', params: { field: String(path.at(-1)) } }];
    default:
      return [{ path, code: 'INVALID', params: { detail: issue.message } }];
  }
}

/** A union means its nearest branch: the one with the fewest problems. */
function unionFindings(issue: z.core.$ZodIssueInvalidUnion, path: readonly PathStep[], document: Document): Finding[] {
  const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0];
  if (!nearest || nearest.length === 0) return [{ path, code: 'UNKNOWN_TYPE', params: { field: String(path.at(-1) ?? '') } }];
  return nearest.flatMap((inner) => findingsOf(inner, path, document));
}
