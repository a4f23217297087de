/** One control for each kind of field. A number is kept as typed until the field is left, so that nobody's cursor jumps. */
import { Input } from 'antd';
import { useState } from 'react';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';
import { readCents, readNumber, showCents, showText } from './values.js';

type Kind = 'text' | 'number' | 'money' | 'date' | 'choice';
type Options = { key: string; name: { zh: string; en: string } }[];

export interface ControlProps {
  kind: Kind;
  value: unknown;
  change: (value: unknown) => void;
  id?: string;
  label?: string;
  describedBy?: string;
  faulty?: boolean;
  options?: Options;
  /** Several lines. */
  long?: boolean;
  maxLength?: number;
  onPaste?: (event: React.ClipboardEvent) => void;
}

export function Control(props: ControlProps) {
  const { kind, value, change, id, label, describedBy, faulty, options, long, maxLength, onPaste } = props;
  const common = { id, 'aria-label': label, 'aria-describedby': describedBy, 'aria-invalid': faulty === true ? true : undefined, onPaste };
  if (kind === 'number' || kind === 'money') return <Typed {...common} read={kind === 'money' ? readCents : readNumber} show={kind === 'money' ? showCents : showText} value={value} change={change} />;
  const text = showText(value);
  const onChange = ({ target }: { target: { value: string } }): void => change(target.value === '' ? undefined : target.value);
  if (kind === 'choice') {
    return (
      <select {...common} className="select" value={text} onChange={onChange}>
        <option value="">{say('field.choose')}</option>
        {options?.map(({ key, name }) => <option key={key} value={key}>{bilingual(name)}</option>)}
      </select>
    );
  }
  if (kind === 'date') return <Input {...common} type="date" value={text} onChange={onChange} />;
  if (long === true) return <Input.TextArea {...common} rows={3} className="grows" value={text} onChange={onChange} count={maxLength === undefined ? undefined : { max: maxLength, show: true }} />;
  return <Input {...common} value={text} onChange={onChange} />;
}

interface TypedProps {
  id?: string;
  value: unknown;
  read: (text: string) => number | string | undefined;
  show: (value: unknown) => string;
  change: (value: unknown) => void;
  onPaste?: (event: React.ClipboardEvent) => void;
}

function Typed({ value, read, show, change, ...common }: TypedProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <Input
      {...common} inputMode="decimal" value={typed ?? show(value)} onBlur={() => setTyped(undefined)}
      onChange={({ target }) => { setTyped(target.value); change(read(target.value)); }}
    />
  );
}
