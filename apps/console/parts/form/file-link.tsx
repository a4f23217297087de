/** Opens a document beside the page, read with the rights of whoever works in this tab. */
import { Button } from 'antd';
import { useState } from 'react';
import { documentBlob } from '../../app/api.js';
import { say } from '../../words/say.js';
import { Refusal } from '../refusal.js';

export function FileLink({ path, name }: { path: string | undefined; name?: string }) {
  const [error, setError] = useState<unknown>();
  if (path === undefined) return <>{name ?? say('form.fileStored')}</>;
  const open = async (): Promise<void> => {
    setError(undefined);
    try {
      const url = URL.createObjectURL(await documentBlob(path));
      window.open(url, '_blank', 'noopener');
      window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (refused) {
      setError(refused);
    }
  };
  return <><Button type="link" onClick={() => void open()}>{name ?? say('form.openFile')}</Button><Refusal error={error} /></>;
}
