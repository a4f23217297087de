/** Lists as tables: sorted by a click on a column's name, a hundred rows at a time; the frame around them scrolls, by keyboard too. */
import { Button } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Fragment, useState, type ReactNode } from 'react';
import { say } from '../words/say.js';
import { Nothing } from './page.js';
import { Refusal } from './refusal.js';

export interface Column<Row> {
  key: string;
  title: string;
  /** Default: the row's value of that key. */
  show?: (row: Row) => ReactNode;
  number?: boolean;
  /** A column with it can be sorted by. */
  by?: (row: Row) => number | string;
}

interface TableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  empty?: ReactNode;
  /** What a row holds besides, shown when it is opened. */
  details?: (row: Row) => ReactNode;
}

const AT_ONCE = 100;

export function Rows<Row extends object>({ label, rows, columns, rowKey, empty, details }: TableProps<Row> & { rows: readonly Row[] }) {
  const [sort, setSort] = useState<{ key: string; down: boolean }>();
  const [page, setPage] = useState(0);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  if (rows.length === 0) return <>{empty ?? <Nothing text={say('list.none')} />}</>;
  const by = columns.find(({ key }) => key === sort?.key)?.by;
  const sorted = by === undefined ? rows : [...rows].sort((a, b) => compare(by(a), by(b)) * (sort?.down === true ? -1 : 1));
  const shown = sorted.slice(page * AT_ONCE, (page + 1) * AT_ONCE);
  const pages = Math.ceil(rows.length / AT_ONCE);
  const toggle = (key: string): void => setOpen((before) => {
    const next = new Set(before);
    if (!next.delete(key)) next.add(key);
    return next;
  });
  return (
    <>
      <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
        <table className="list-table">
          <thead>
            <tr>
              {details !== undefined && <th scope="col"><span className="sr-only">{say('list.details')}</span></th>}
              {columns.map(({ key, title, by: sortable, number }) => (
                <th key={key} scope="col" className={number === true ? 'num' : undefined} aria-sort={sort?.key === key ? (sort.down ? 'descending' : 'ascending') : undefined}>
                  {sortable === undefined ? title : <button type="button" className="sort" onClick={() => setSort({ key, down: sort?.key === key && !sort.down })}>{title} <span aria-hidden="true">{sort?.key === key ? (sort.down ? '↓' : '↑') : '↕'}</span></button>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => {
              const id = rowKey(row);
              return (
                <Fragment key={id}>
                  <tr>
                    {details !== undefined && <td><button type="button" className="sort" aria-expanded={open.has(id)} aria-label={say('list.details')} onClick={() => toggle(id)}>{open.has(id) ? '▾' : '▸'}</button></td>}
                    {columns.map(({ key, show, number }) => <td key={key} className={number === true ? 'num' : undefined}>{show === undefined ? plain((row as Record<string, unknown>)[key]) : show(row)}</td>)}
                  </tr>
                  {open.has(id) && details !== undefined && <tr><td colSpan={columns.length + 1}>{details(row)}</td></tr>}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <p className="list-foot no-print">
          <Button disabled={page === 0} onClick={() => setPage(page - 1)}>{say('list.before')}</Button> {say('list.page', { page: page + 1, pages })} <Button disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>{say('list.after')}</Button>
        </p>
      )}
    </>
  );
}

const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const compare = (a: number | string, b: number | string): number => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh'));

interface Page<Row> {
  items: Row[];
  next: string | null;
  total: number;
}

/** All pages of a list, one after the other as they are asked for. */
export function usePages<Row>(key: readonly unknown[], read: (cursor: string | undefined) => Promise<Page<Row>>, enabled = true) {
  return useInfiniteQuery({
    queryKey: key, enabled, initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => read(pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function PagedRows<Row extends object>({ query, ...table }: TableProps<Row> & { query: ReturnType<typeof usePages<Row>> }) {
  if (query.isError) return <Refusal error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending) return <p>{say('list.loading')}</p>;
  const rows = query.data.pages.flatMap(({ items }) => items);
  return (
    <>
      <Rows rows={rows} {...table} />
      <p className="list-foot">
        {say('list.shown', { count: rows.length, total: query.data.pages[0]?.total ?? rows.length })}{' '}
        {query.hasNextPage && <Button className="no-print" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{say('list.more')}</Button>}
      </p>
    </>
  );
}
