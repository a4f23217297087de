import { useState } from 'react';
import type { Content, Form } from '../../parts/form/field-types.js';
import { FormFields } from '../../parts/form/form-fields.js';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';
import { StatusTag } from '../../parts/status-tag.js';
import { useDraft } from './draft.js';
import { HandIn } from './hand-in.js';
import type { Detail } from './task.js';

const contentOf = (payload: Record<string, unknown>): Content => (payload['content'] as Content | undefined) ?? {};

export function FormTask({ task, form }: { task: Detail; form: Form }) {
  const draft = useDraft(task, { kind: 'form', content: { ...(task.prefilled ?? {}), ...(task.content ?? {}) } }, { check: true });
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const content = contentOf(draft.payload);
  const { checked, change } = draft;
  const faults = new Map((checked?.faults ?? []).map(({ field, message }) => [field.replace(/^content\./, ''), message]));
  const shown = new Map([...faults].filter(([field]) => touched.has(field.split('.')[0] ?? '')));
  const lackingIn = (keys: string[]): number => [...faults.keys()].filter((field) => keys.includes(field.split('.')[0] ?? '')).length;
  return (
    <>
      {form.sections.length > 1 && (
        <ul className="topics no-print" aria-label={say('form.topics')}>
          {form.sections.map((section) => {
            const keys = section.fields.map(({ key }) => key);
            const lacking = lackingIn(keys);
            const begun = keys.some((key) => content[key] !== undefined);
            return (
              <li key={section.key}>
                <a href={`#section-${section.key}`}>{bilingual(section.name)}</a>
                <span>{checked !== undefined && lacking > 0 && <span className="quiet">{say('form.lacks', { count: lacking })} </span>}<StatusTag group="topic" state={checked !== undefined && lacking === 0 ? 'done' : begun ? 'begun' : 'notYet'} /></span>
              </li>
            );
          })}
        </ul>
      )}
      <FormFields
        form={form} content={content} faults={shown}
        change={(key, value) => {
          setTouched((before) => new Set(before).add(key));
          const next = { ...content, [key]: value };
          if (value === undefined) delete next[key];
          change({ kind: 'form', content: next });
        }}
      />
      {faults.size > 0 && (
        <details className="notice"><summary>{say('task.lacking', { count: faults.size })}</summary>
          <ul>{[...faults].map(([field, message]) => <li key={field}><a href={`#field-${field.split('.')[0] ?? ''}`} onClick={() => setTouched((before) => new Set(before).add(field.split('.')[0] ?? ''))}>{fieldName(form, field)}</a>{say('mark.colon')}{message}</li>)}</ul>
        </details>
      )}
      <HandIn task={task} draft={draft} lacking={checked === undefined ? undefined : faults.size} body={() => ({ kind: 'form', content: contentOf(draft.payload) })} />
    </>
  );
}

function fieldName(form: Form, at: string): string {
  const [key, row] = at.split('.');
  const found = form.sections.flatMap(({ fields }) => fields).find((field) => field.key === key);
  return `${found === undefined ? at : bilingual(found.name)}${row === undefined ? '' : ` ${Number(row) + 1}`}`;
}
