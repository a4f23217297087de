import { Button } from 'antd';
import { say } from '../words/say.js';

const quoted = (value: unknown): string => `"${(typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '').replace(/"/g, '""')}"`;

/** What the table shows, as a file that a spreadsheet opens. A cell that begins like a formula is kept from being one. */
export function ExportRows({ name, rows }: { name: string; rows: Record<string, unknown>[] }) {
  const save = (): void => {
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
  return <><Button onClick={save} disabled={rows.length === 0}>{say('common.export')}</Button><Button onClick={() => window.print()}>{say('common.print')}</Button></>;
}
