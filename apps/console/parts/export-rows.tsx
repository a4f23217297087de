import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { say } from '../words/say.js';
import { Refusal } from './refusal.js';

const quoted = (value: unknown): string => `"${(typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '').replace(/"/g, '""')}"`;

/** What the table shows, or the whole of which it shows a page, as a file that a spreadsheet opens. A cell that begins like a formula is kept from being one. */
export function ExportRows({ name, rows: given }: { name: string; rows: Record<string, unknown>[] | (() => Promise<Record<string, unknown>[]>) }) {
  const saving = useMutation({ mutationFn: async () => save(typeof given === 'function' ? await given() : given) });
  const save = (rows: Record<string, unknown>[]): void => {
    const head = Object.keys(rows[0] ?? {});
    const safe = (value: unknown): unknown => (typeof value === 'string' && /^[=+@\t-]/.test(value) ? `'${value}` : value);
    const text = [head.map(quoted), ...rows.map((row) => head.map((key) => quoted(safe(row[key]))))].map((line) => line.join(',')).join('\r\n');
    const url = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return <><Refusal error={saving.error} /><Button onClick={() => saving.mutate()} loading={saving.isPending} disabled={given.length === 0 && typeof given !== 'function'}>{say('common.export')}</Button><Button onClick={() => window.print()}>{say('common.print')}</Button></>;
}
