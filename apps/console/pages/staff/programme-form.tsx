/** A programme as a form: what staff change from round to round, each at its place in the file, with what has been changed beside it. */
import { Input } from 'antd';
import { useMemo, useState } from 'react';
import { Section } from '../../parts/page.js';
import { bilingual, locale } from '../../words/locale.js';
import { inBrackets, say, sayState } from '../../words/say.js';
import { fieldsOf, type ProgrammeField, withField } from './programme-fields.js';

interface FormProps {
  /** As it was published, and as it is now. */
  before: string;
  source: string;
  year: number;
  change: (source: string) => void;
}

export function ProgrammeForm({ before, source, year, change }: FormProps) {
  const fields = useMemo(() => fieldsOf(source), [source]);
  const old = useMemo(() => new Map(fieldsOf(before).map((field) => [field.path, field])), [before]);
  const [filter, setFilter] = useState('');
  if (fields.length === 0) return <p className="notice" role="alert">{say('programme.unreadable')}</p>;
  const shown = fields.filter((field) => filter === '' || labelOf(field).toLowerCase().includes(filter.toLowerCase()) || partName(field).toLowerCase().includes(filter.toLowerCase()));
  const parts = [...new Map(fields.map((field) => [field.part, field]))];
  const changed = fields.filter((field) => old.get(field.path)?.value !== field.value);
  return (
    <>
      <Changed fields={changed} old={old} />
      <div className="field"><label htmlFor="programme-filter">{say('programme.find')}</label><Input id="programme-filter" allowClear value={filter} onChange={({ target }) => setFilter(target.value)} /></div>
      {parts.map(([part, first]) => {
        const own = shown.filter((field) => field.part === part);
        return own.length === 0 ? null : (
          <details key={part} className="programme-part" open={filter !== ''}>
            <summary>{partName(first)}{inBrackets(`${own.length}${changed.some((field) => field.part === part) ? ` · ${say('programme.partChanged')}` : ''}`)}</summary>
            {own.map((field) => <FieldRow key={field.path} field={field} year={year} changed={changed.includes(field)} write={(value) => change(withField(source, field, value))} />)}
          </details>
        );
      })}
    </>
  );
}

const partName = ({ part, partName: name }: ProgrammeField): string => (name === undefined ? sayState('programmePart', part) : bilingual(name));

/** 会员数 · 分值; 形式审查 · 工作日数; 名称（中文） */
function labelOf({ of, keys, language }: ProgrammeField): string {
  const owner = of.map((name) => name[locale()] || name.zh);
  return [...owner, ...keys.map((key) => (typeof key === 'number' ? String(key) : sayState('programmeKey', key)))].join(' · ') + (language === undefined ? '' : inBrackets(say(language === 'zh' ? 'programme.zh' : 'programme.en')));
}

function FieldRow({ field, year, changed, write }: { field: ProgrammeField; year: number; changed: boolean; write: (value: string) => void }) {
  // What cannot be written yet (an empty number) stays as it is typed.
  const [typed, setTyped] = useState<string>();
  const id = `programme-${field.path}`;
  const value = typed ?? field.value;
  const take = (next: string): void => {
    setTyped(next);
    write(next);
  };
  return (
    <div className={changed ? 'field changed' : 'field'}>
      <label htmlFor={id}>{labelOf(field)}{field.kind === 'money' && inBrackets(say('form.yuan'))}</label>
      {field.kind === 'day' && <Input id={id} className="day" type="date" value={`${year}-${value}`} onChange={({ target }) => take(target.value.slice(5))} />}
      {(field.kind === 'number' || field.kind === 'money') && <Input id={id} className="day" type="number" value={value} onChange={({ target }) => take(target.value)} onBlur={() => setTyped(undefined)} />}
      {field.kind === 'text' && <Input.TextArea id={id} rows={value.length > 60 ? 3 : 1} value={value} onChange={({ target }) => take(target.value.replaceAll('\n', ' '))} />}
    </div>
  );
}

function Changed({ fields, old }: { fields: ProgrammeField[]; old: ReadonlyMap<string, ProgrammeField> }) {
  return (
    <Section title={say('programme.changes')}>
      {fields.length === 0 ? <p className="quiet">{say('programme.unchanged')}</p> : (
        <ul role="status">{fields.map((field) => <li key={field.path}>{partName(field)} · {labelOf(field)}{say('mark.colon')}<del>{old.get(field.path)?.value}</del> → <ins>{field.value}</ins></li>)}</ul>
      )}
    </Section>
  );
}
