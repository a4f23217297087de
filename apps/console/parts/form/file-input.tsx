import { Button } from 'antd';
import { useRef, useState } from 'react';
import { answer, api } from '../../app/api.js';
import { say, sayState } from '../../words/say.js';
import { Refusal } from '../refusal.js';
import { showText } from './values.js';

const NAMES = 'xuehui.files';
/** A document is known by its hash; its name is kept here for whoever stored it. */
const names = (): Record<string, string> => JSON.parse(localStorage.getItem(NAMES) ?? '{}') as Record<string, string>;

export function FileInput({ id, value, change, accept, describedBy }: { id: string; value: unknown; change: (sha256: string | undefined) => void; accept?: string[]; describedBy?: string }) {
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const sha256 = showText(value);
  const store = async (file: File): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const stored = await answer(api.POST('/api/v1/documents', {
        params: { query: { name: file.name } }, headers: { 'content-type': 'application/octet-stream' }, body: file as never, bodySerializer: (body) => body as never,
      }));
      localStorage.setItem(NAMES, JSON.stringify({ ...names(), [stored.sha256]: file.name }));
      change(stored.sha256);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <input
        ref={picker} id={id} type="file" className="sr-only" tabIndex={-1} aria-describedby={describedBy}
        onChange={({ target }) => { const file = target.files?.[0]; if (file !== undefined) void store(file); target.value = ''; }}
      />
      <div className="acts">
        <Button loading={busy} onClick={() => picker.current?.click()}>{say(sha256 === '' ? 'form.chooseFile' : 'form.otherFile')}</Button>
        {sha256 !== '' && <span>{names()[sha256] ?? say('form.fileStored')} <code>{sha256.slice(0, 8)}</code></span>}
        {sha256 !== '' && <Button onClick={() => change(undefined)}>{say('form.takeOutFile')}</Button>}
      </div>
      {accept !== undefined && <p className="hint">{say('form.accepts', { kinds: accept.map((kind) => sayState('document', kind)).join(say('mark.list')) })}</p>}
      <Refusal error={error} />
    </>
  );
}
