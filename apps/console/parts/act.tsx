/**
 * An act with consequences: the button opens a dialog that says what will follow and asks for what the record needs; its button
 * names the act. A refusal stays in the dialog, with everything that was entered.
 */
import { Button, Input, Modal } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { newKey } from '../app/api.js';
import { say } from '../words/say.js';
import { Refusal } from './refusal.js';

export interface ActField {
  key: string;
  label: string;
  hint?: string;
  required?: boolean;
  kind?: 'text' | 'lines' | 'number' | 'date' | 'choice' | 'multiple' | 'password' | 'email';
  options?: { value: string; label: string }[];
  value?: string;
}

export type Entered = Record<string, string>;

interface ActProps {
  /** Names the act: 延期 34 家, never 确定. */
  name: string;
  title?: string;
  /** What will follow, from the server's preview where there is one. */
  consequence?: ReactNode;
  fields?: ActField[];
  danger?: boolean;
  primary?: boolean;
  disabled?: boolean;
  size?: 'small' | 'large';
  /** The same key for every repeat of this act. */
  act: (entered: Entered, key: string) => Promise<unknown>;
  /** Asks the server what would follow, before it can be done; the dialog shows the answer. */
  preview?: (entered: Entered) => Promise<ReactNode>;
  /** What can be done about a refusal, beside it. */
  remedy?: (error: unknown) => ReactNode;
}

export function Act(props: ActProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type={props.primary === true ? 'primary' : 'default'} danger={props.danger} disabled={props.disabled} size={props.size} onClick={() => setOpen(true)}>{props.name}</Button>
      {open && <ActDialog {...props} close={() => setOpen(false)} />}
    </>
  );
}

export function ActDialog({ name, title, consequence, fields = [], danger, act, preview, remedy, close }: ActProps & { close: () => void }) {
  const [entered, setEntered] = useState<Entered>(() => Object.fromEntries(fields.map(({ key, value }) => [key, value ?? ''])));
  const [seen, setSeen] = useState<{ of: string; shown: ReactNode }>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [missing, setMissing] = useState<string[]>([]);
  const [key, setKey] = useState(newKey);
  const looked = preview === undefined || seen?.of === JSON.stringify(entered);

  const change = (field: string, value: string): void => {
    setEntered((before) => ({ ...before, [field]: value }));
    // Another body is another act.
    setKey(newKey());
  };

  const go = async (): Promise<void> => {
    const lacking = fields.filter(({ key: field, required }) => required === true && (entered[field] ?? '').trim() === '').map(({ key: field }) => field);
    setMissing(lacking);
    if (lacking.length > 0) return;
    setBusy(true);
    setError(undefined);
    try {
      if (!looked) setSeen({ of: JSON.stringify(entered), shown: await preview(entered) });
      else {
        await act(entered, key);
        close();
      }
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open title={title ?? name} onCancel={close} onOk={() => void go()} confirmLoading={busy} okText={looked ? name : say('act.preview')} cancelText={say('act.leave')}
      okButtonProps={{ danger: danger === true && looked }} mask={{ closable: false }} width={620} destroyOnHidden
    >
      {consequence !== undefined && <div className="consequence">{consequence}</div>}
      {fields.map((field) => <FieldOf key={field.key} field={field} value={entered[field.key] ?? ''} missing={missing.includes(field.key)} change={(value) => change(field.key, value)} />)}
      {looked && seen !== undefined && <div className="consequence" aria-live="polite">{seen.shown}</div>}
      <Refusal error={error} />
      {error !== undefined && remedy?.(error)}
    </Modal>
  );
}

function FieldOf({ field, value, missing, change }: { field: ActField; value: string; missing: boolean; change: (value: string) => void }) {
  const id = useId();
  const described = [field.hint === undefined ? '' : `${id}-hint`, missing ? `${id}-missing` : ''].join(' ').trim();
  const common = { id, value, 'aria-required': field.required, 'aria-invalid': missing || undefined, 'aria-describedby': described === '' ? undefined : described };
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}{field.required === true && <span className="required"> {say('field.required')}</span>}</label>
      {field.hint !== undefined && <p className="hint" id={`${id}-hint`}>{field.hint}</p>}
      <ControlOf field={field} common={common} change={change} />
      {missing && <p className="fault" id={`${id}-missing`}>{say('field.missing', { name: field.label })}</p>}
    </div>
  );
}

type Common = { id: string; value: string };

function ControlOf({ field, common, change }: { field: ActField; common: Common; change: (value: string) => void }) {
  const onChange = (event: { target: { value: string } }): void => change(event.target.value);
  switch (field.kind) {
    case 'lines':
      return <Input.TextArea {...common} rows={4} onChange={onChange} />;
    case 'choice':
      return (
        <select {...common} className="select" onChange={onChange}>
          {field.value === undefined && <option value="">{say('field.choose')}</option>}
          {field.options?.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
        </select>
      );
    case 'multiple':
      return (
        <fieldset className="checks" id={common.id}>
          <legend className="sr-only">{field.label}</legend>
          {field.options?.map(({ value, label }) => {
            const chosen = common.value === '' ? [] : common.value.split(',');
            const on = chosen.includes(value);
            return <label key={value}><input type="checkbox" checked={on} onChange={() => change((on ? chosen.filter((one) => one !== value) : [...chosen, value]).join(','))} /> {label}</label>;
          })}
        </fieldset>
      );
    case 'password':
      return <Input.Password {...common} onChange={onChange} autoComplete="current-password" />;
    default:
      return <Input {...common} type={field.kind ?? 'text'} onChange={onChange} />;
  }
}
