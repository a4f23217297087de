/** Ctrl+K: any society, round or receipt by a few letters of it. */
import { Button, Input, Modal } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { answer, api } from './api.js';
import { useMay } from './session.js';
import { inBrackets, say } from '../words/say.js';

interface Found {
  key: string;
  text: string;
  to: string;
}

export function Finder() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen(true);
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <Button type="text" onClick={() => setOpen(true)}>{say('finder.name')} <kbd>Ctrl K</kbd></Button>
      {open && <FinderDialog close={() => setOpen(false)} />}
    </>
  );
}

function FinderDialog({ close }: { close: () => void }) {
  const may = useMay();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const wanted = text.trim();
  const found = useQuery({ queryKey: ['find', wanted], enabled: wanted.length > 0, queryFn: () => find(wanted, may('society.list')) });
  const go = (one: Found): void => {
    close();
    void navigate({ to: one.to });
  };
  return (
    <Modal open title={say('finder.name')} footer={null} onCancel={close}>
      <Input autoFocus aria-label={say('finder.what')} placeholder={say('finder.what')} value={text} onChange={({ target }) => setText(target.value)} onPressEnter={() => found.data?.[0] !== undefined && go(found.data[0])} />
      <ul className="found" aria-live="polite">
        {found.data?.map((one) => <li key={one.key}><Button type="link" onClick={() => go(one)}>{one.text}</Button></li>)}
        {wanted !== '' && found.data?.length === 0 && <li>{say('finder.none')}</li>}
      </ul>
    </Modal>
  );
}

async function find(wanted: string, societies: boolean): Promise<Found[]> {
  if (/^R\d{8}-\d{6,12}$/i.test(wanted)) return [{ key: wanted, text: wanted.toUpperCase(), to: `/verify?receipt=${wanted.toUpperCase()}` }];
  const [rounds, listed] = await Promise.all([
    answer(api.GET('/api/v1/rounds', { params: { query: { limit: 100 } } })),
    societies ? answer(api.GET('/api/v1/societies', { params: { query: { search: wanted, limit: 8 } } })) : undefined,
  ]);
  return [
    ...rounds.items.filter(({ name }) => name.includes(wanted)).map(({ id, name }) => ({ key: id, text: name, to: `/w/rounds/${id}` })),
    ...(listed?.items ?? []).map(({ id, code, name }) => ({ key: id, text: `${name}${inBrackets(code)}`, to: `/w/societies/${id}` })),
  ];
}
