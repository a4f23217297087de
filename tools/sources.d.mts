import type { Document, Node } from 'yaml';

export interface SourceRow {
  /** In docs/sources.md, from 1. */
  line: number;
  /** `000 §5.1`. */
  clauses: string[];
  label: string;
  says: string;
  /** Dotted paths in the section's programme. */
  programme: string[];
  code: string[];
  /** Under test/, without `.test.ts`; without names, all tests of the file. */
  tests: { file: string; names: string[] }[];
}

export interface SourceSection {
  /** `000` … `004`, `law`. */
  document: string;
  title: string;
  programme: string | undefined;
  rows: SourceRow[];
  leftOut: string[];
}

export declare function readSources(text: string): SourceSection[];
export declare function isNamed(title: string, name: string): boolean;
export declare function nodeAt(document: Document, path: string): Node | undefined;
export declare function readYaml(source: string): Document;
