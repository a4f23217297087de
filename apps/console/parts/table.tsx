/** Lists as tables: sorted by a click on a column's name, a hundred rows at a time; the frame around them scrolls, by keyboard too. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
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
  /** A column with it can be sorted by here: of lists that are there as a whole. */
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

interface Sorted {
  key: string;
  down: boolean;
}

const AT_ONCE = 100;

/** A list that is there as a whole. */
export function Rows<Row extends object>({ rows, empty, ...table }: TableProps<Row> & { rows: readonly Row[] }) {
  const [sort, setSort] = useState<Sorted>();
  const [page, setPage] = useState(0);
  if (rows.length === 0) return <>{empty ?? <Nothing text={say('list.none')} />}</>;
  const by = table.columns.find(({ key }) => key === sort?.key)?.by;
  const sorted = by === undefined ? rows : [...rows].sort((a, b) => compare(by(a), by(b)) * (sort?.down === true ? -1 : 1));
  const pages = Math.ceil(rows.length / AT_ONCE);
  return (
    <>
      <Grid {...table} rows={sorted.slice(page * AT_ONCE, (page + 1) * AT_ONCE)} sorted={sort} sortable={({ by: sortable }) => sortable !== undefined} sort={setSort} />
      {pages > 1 && (
        <p className="list-foot no-print">
          <Button disabled={page === 0} onClick={() => setPage(page - 1)}>{say('list.before')}</Button> {say('list.page', { page: page + 1, pages })} <Button disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>{say('list.after')}</Button>
        </p>
      )}
    </>
  );
}

interface GridProps<Row> extends Omit<TableProps<Row>, 'empty'> {
  rows: readonly Row[];
  sorted: Sorted | undefined;
  sortable: (column: Column<Row>) => boolean;
  sort: (by: Sorted) => void;
}

function Grid<Row extends object>({ label, rows, columns, rowKey, details, sorted, sortable, sort }: GridProps<Row>) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string): void => setOpen((before) => {
    const next = new Set(before);
    if (!next.delete(key)) next.add(key);
    return next;
  });
  const head = (column: Column<Row>): ReactNode => {
    const here = sorted?.key === column.key ? sorted : undefined;
    return (
      <th key={column.key} scope="col" className={column.number === true ? 'num' : undefined} aria-sort={here === undefined ? undefined : here.down ? 'descending' : 'ascending'}>
        {sortable(column)
          ? <button type="button" className="sort" onClick={() => sort({ key: column.key, down: here?.down === false })}>{column.title} <span aria-hidden="true">{here === undefined ? '↕' : here.down ? '↓' : '↑'}</span></button>
          : column.title}
      </th>
    );
  };
  return (
    <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
      <table className="list-table">
        <thead><tr>{details !== undefined && <th scope="col"><span className="sr-only">{say('list.details')}</span></th>}{columns.map(head)}</tr></thead>
        <tbody>
          {rows.map((row) => {
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
  );
}

const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const compare = (a: number | string, b: number | string): number => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh'));

interface Page<Row> {
  items: Row[];
  next: string | null;
  total: number;
}

type Sort<Key extends string> = Key | `-${Key}`;
type Read<Row, Key extends string> = (at: { cursor?: string; sort?: Sort<Key> }) => Promise<Page<Row>>;

/**
 * A list that the server sorts and cuts: one page of it is here. Where one is lives in the address: the sort, the place after
 * which the page begins, and its number. `sorts`: the columns that the server sorts by.
 */
export function usePages<Row, Key extends string = never>(key: readonly unknown[], read: Read<Row, Key>, { sorts = [] }: { sorts?: readonly Key[] } = {}) {
  const { sort: wanted = '', after, page = 1 } = useSearch({ from: '__root__' });
  const down = wanted.startsWith('-');
  const by = sorts.find((one) => one === (down ? wanted.slice(1) : wanted));
  const sort: Sort<Key> | undefined = by === undefined ? undefined : down ? `-${by}` : by;
  const query = useQuery({ queryKey: [...key, sort, after], placeholderData: keepPreviousData, queryFn: () => read({ cursor: after, sort }) });
  /** All rows of the same filter and order, for what is about the whole result. */
  const all = async (): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const one: Page<Row> = await read({ cursor, sort });
      rows.push(...one.items);
      cursor = one.next;
    }
    return rows;
  };
  return { query, all, rows: query.data?.items ?? [], total: query.data?.total ?? 0, after, page, sorts: sorts as readonly string[], sorted: by === undefined ? undefined : { key: by as string, down } };
}

/** The page before each that one has come to by turning pages; another is found from the first. */
const before = new Map<string, string | undefined>();

export function PagedRows<Row extends object>({ list, empty, ...table }: TableProps<Row> & { list: Omit<ReturnType<typeof usePages<Row>>, 'all'> }) {
  const navigate = useNavigate();
  const { query, rows, total, after, page, sorts, sorted } = list;
  if (query.isError) return <Refusal error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending) return <p>{say('list.loading')}</p>;
  const to = (place: { sort?: string; after?: string; page?: number }): void => void navigate({ to: '.', search: (old: Record<string, unknown>) => ({ ...old, ...place }) });
  const turn = (next: string): void => {
    before.set(next, after);
    to({ after: next, page: page + 1 });
  };
  const { next } = query.data;
  const pages = Math.ceil(total / Math.max(rows.length, AT_ONCE));
  return (
    <div aria-busy={query.isPlaceholderData}>
      {rows.length === 0
        ? (empty ?? <Nothing text={say('list.none')} />)
        : <Grid {...table} rows={rows} sorted={sorted} sortable={({ key }) => sorts.includes(key)} sort={({ key, down }) => to({ sort: down ? `-${key}` : key, after: undefined, page: undefined })} />}
      <p className="list-foot" role="status">
        {say('list.shown', { count: rows.length, total })}{' '}
        {(after !== undefined || next !== null) && (
          <span className="no-print">
            {after !== undefined && <Button onClick={() => to({ after: undefined, page: undefined })}>{say('list.first')}</Button>}{' '}
            {after !== undefined && before.has(after) && <Button onClick={() => to({ after: before.get(after), page: page > 2 ? page - 1 : undefined })}>{say('list.before')}</Button>}{' '}
            {say('list.page', { page, pages: Math.max(pages, page) })}{' '}
            <Button disabled={next === null} loading={query.isPlaceholderData} onClick={() => next !== null && turn(next)}>{say('list.after')}</Button>
          </span>
        )}
      </p>
    </div>
  );
}
