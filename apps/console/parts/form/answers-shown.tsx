/** What was filled in, to be read: in the words of the form. `file` says where a document of it is read. */
import { sayMoney } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';
import { Section } from '../page.js';
import type { Column, Content, Field, Form, Row } from './field-types.js';
import type { ReactNode } from 'react';

type FileLink = (sha256: string) => ReactNode;

export function AnswersShown({ form, content, file, changed }: { form: Form; content: Content; file?: FileLink; changed?: ReadonlySet<string> }) {
  return form.sections.map((section) => (
    <Section key={section.key} title={bilingual(section.name)}>
      <dl className="answers">
        {section.fields.map((field) => (
          <div key={field.key}>
            <dt>{bilingual(field.name)}{changed?.has(field.key) === true && ` · ${say('form.changed')}`}</dt>
            <dd><Shown field={field} value={content[field.key]} file={file} /></dd>
          </div>
        ))}
      </dl>
    </Section>
  ));
}

function Shown({ field, value, file }: { field: Field; value: unknown; file?: FileLink }) {
  if (value === undefined || value === null || value === '') return <span className="quiet">{say('form.notAnswered')}</span>;
  if (field.kind === 'table' && Array.isArray(value)) return <RowsShown columns={field.columns ?? []} rows={value as Row[]} label={bilingual(field.name)} />;
  if (field.kind === 'tags' && Array.isArray(value)) return value.map((key) => optionName(field.options, String(key))).join(say('mark.list'));
  if (field.kind === 'commitment') return say(value === true ? 'form.committed' : 'common.no');
  if (field.kind === 'file') return file?.(text(value)) ?? <code>{text(value).slice(0, 12)}</code>;
  return cell(field.kind, value, field.options);
}

function RowsShown({ columns, rows, label }: { columns: Column[]; rows: Row[]; label: string }) {
  return (
    <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
      <table className="grid-table">
        <thead><tr>{columns.map(({ key, name }) => <th key={key} scope="col">{bilingual(name)}</th>)}</tr></thead>
        <tbody>{rows.map((row, n) => <tr key={n}>{columns.map(({ key, kind, options }) => <td key={key} className={kind === 'money' || kind === 'number' ? 'num' : undefined}>{row[key] === undefined ? '' : cell(kind, row[key], options)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

type Options = Field['options'];
const optionName = (options: Options, key: string): string => {
  const found = options?.find((option) => option.key === key);
  return found === undefined ? key : bilingual(found.name);
};

function cell(kind: Field['kind'], value: unknown, options: Options): string {
  if (kind === 'money' && typeof value === 'number') return sayMoney(value);
  if (kind === 'choice') return optionName(options, text(value));
  return text(value);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
