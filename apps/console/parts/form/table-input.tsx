import { Button } from 'antd';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';
import type { Column, Faults, Field, Row } from './field-types.js';
import { Control } from './inputs.js';
import { pastedCells, readCents, readNumber } from './values.js';

export function TableInput({ field, value, change, faults }: { field: Field; value: unknown; change: (rows: Row[] | undefined) => void; faults: Faults }) {
  const columns = field.columns ?? [];
  const rows = Array.isArray(value) ? (value as Row[]) : [];
  const write = (next: Row[]): void => change(next.length === 0 ? undefined : next);
  const set = (n: number, key: string, cell: unknown): void => write(rows.map((row, i) => (i === n ? { ...row, [key]: cell } : row)));
  const paste = (n: number, column: number) => (event: React.ClipboardEvent): void => {
    const cells = pastedCells(event.clipboardData.getData('text/plain'));
    if (cells === undefined) return;
    event.preventDefault();
    const next = [...rows];
    cells.forEach((line, dy) => {
      const row: Row = { ...(next[n + dy] ?? {}) };
      line.forEach((text, dx) => {
        const target = columns[column + dx];
        if (target !== undefined) row[target.key] = readCell(target, text);
      });
      next[n + dy] = row;
    });
    write(next);
  };
  return (
    <>
      <p className="hint">{say('form.paste')}</p>
      <div className="table-frame" role="region" aria-label={bilingual(field.name)} tabIndex={0}>
        <table className="grid-table">
          <thead><tr>{columns.map(({ key, name, kind }) => <th key={key} scope="col">{bilingual(name)}{kind === 'money' && ` (${say('form.yuan')})`}</th>)}<th scope="col"><span className="sr-only">{say('form.removeRow')}</span></th></tr></thead>
          <tbody>
            {rows.map((row, n) => (
              <tr key={n}>
                {columns.map((column, at) => {
                  const fault = faults.get(`${field.key}.${n}.${column.key}`);
                  return (
                    <td key={column.key}>
                      <Control kind={column.kind} value={row[column.key]} options={column.options} label={`${bilingual(column.name)} ${n + 1}`} faulty={fault !== undefined} change={(cell) => set(n, column.key, cell)} onPaste={paste(n, at)} />
                      {fault !== undefined && <p className="fault">{fault}</p>}
                    </td>
                  );
                })}
                <td><Button aria-label={say('form.removeRowN', { n: n + 1 })} onClick={() => write(rows.filter((_, i) => i !== n))}>×</Button></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button disabled={field.maxRows !== undefined && rows.length >= field.maxRows} onClick={() => write([...rows, {}])}>{say('form.addRow')}</Button>
    </>
  );
}

function readCell({ kind, options }: Column, text: string): unknown {
  const plain = text.trim();
  if (plain === '') return undefined;
  if (kind === 'money') return readCents(plain);
  if (kind === 'number') return readNumber(plain);
  if (kind === 'choice') return options?.find(({ key, name }) => key === plain || name.zh === plain || name.en === plain)?.key ?? plain;
  return plain;
}
