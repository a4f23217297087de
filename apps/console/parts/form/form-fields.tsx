/** A programme's form, section by section. */
import { useId } from 'react';
import { sayClause } from '../../words/clauses.js';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';
import type { Content, Faults, Field, Form } from './field-types.js';
import { FileInput } from './file-input.js';
import { Control } from './inputs.js';
import { TableInput } from './table-input.js';

interface FormProps {
  form: Form;
  content: Content;
  change: (key: string, value: unknown) => void;
  faults: Faults;
}

export function FormFields({ form, content, change, faults }: FormProps) {
  return form.sections.map((section) => (
    <fieldset className="form-section" key={section.key} id={`section-${section.key}`}>
      <legend>{bilingual(section.name)}</legend>
      {section.fields.map((field) => <FormField key={field.key} field={field} value={content[field.key]} change={(value) => change(field.key, value)} faults={faults} />)}
    </fieldset>
  ));
}

function FormField({ field, value, change, faults }: { field: Field; value: unknown; change: (value: unknown) => void; faults: Faults }) {
  const id = useId();
  const fault = faults.get(field.key);
  const describedBy = [field.hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  const group = field.kind === 'tags' || field.kind === 'table';
  const mark = <span className="required">{say(field.required ? 'field.required' : 'field.optional')}</span>;
  return (
    <div className="field" id={`field-${field.key}`}>
      {group ? <span className="label">{bilingual(field.name)} {mark}</span> : field.kind !== 'commitment' && <label htmlFor={id}>{bilingual(field.name)} {mark}</label>}
      {field.hint !== undefined && <p className="hint" id={`${id}-hint`}>{bilingual(field.hint)}</p>}
      {field.kind === 'money' && <p className="hint">{say('form.inYuan')}</p>}
      <FieldInput id={id} field={field} value={value} change={change} faults={faults} describedBy={describedBy} />
      {fault !== undefined && <p className="fault" id={`${id}-fault`}>{fault}</p>}
      {field.clause !== undefined && <p className="clause">{say('refusal.rule', { clause: sayClause(field.clause) })}</p>}
    </div>
  );
}

function FieldInput({ id, field, value, change, faults, describedBy }: { id: string; field: Field; value: unknown; change: (value: unknown) => void; faults: Faults; describedBy?: string }) {
  switch (field.kind) {
    case 'table':
      return <TableInput field={field} value={value} change={change} faults={faults} />;
    case 'file':
      return <FileInput id={id} value={value} change={change} accept={field.accept} describedBy={describedBy} />;
    case 'tags':
      return <Tags field={field} value={value} change={change} />;
    case 'commitment':
      return <label className="choice"><input id={id} type="checkbox" checked={value === true} aria-describedby={describedBy} onChange={({ target }) => change(target.checked ? true : undefined)} /> {bilingual(field.name)}</label>;
    default:
      return <Control id={id} kind={field.kind} value={value} change={change} options={field.options} describedBy={describedBy} faulty={faults.has(field.key)} long={field.kind === 'text' && (field.maxLength ?? 1000) > 120} maxLength={field.maxLength} />;
  }
}

function Tags({ field, value, change }: { field: Field; value: unknown; change: (value: unknown) => void }) {
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const toggle = (key: string): void => {
    const next = chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key];
    change(next.length === 0 ? undefined : next);
  };
  return (
    <fieldset className="checks">
      <legend className="sr-only">{bilingual(field.name)}</legend>
      {field.options?.map(({ key, name }) => <label key={key}><input type="checkbox" checked={chosen.includes(key)} onChange={() => toggle(key)} /> {bilingual(name)}</label>)}
    </fieldset>
  );
}
