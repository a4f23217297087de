import { Breadcrumb, Empty, Skeleton } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { say } from '../words/say.js';
import { Refusal } from './refusal.js';

interface Crumb {
  title: string;
  to?: string;
}

/** One page: its name is the tab's, the heading's, and what a screen reader says first. */
export function Page({ title, lead, acts, crumbs, wide = false, children }: { title: string; lead?: ReactNode; acts?: ReactNode; crumbs?: Crumb[]; wide?: boolean; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · ${say('product.short')}`;
  }, [title]);
  return (
    <div className={wide ? 'page wide' : 'page'}>
      {crumbs !== undefined && <Breadcrumb items={crumbs.map(({ title: name, to }) => ({ title: to === undefined ? name : <Link to={to}>{name}</Link> }))} />}
      <header className="page-head">
        <h1 tabIndex={-1}>{title}</h1>
        {acts !== undefined && <div className="acts no-print">{acts}</div>}
      </header>
      {lead !== undefined && <div className="lead">{lead}</div>}
      {children}
    </div>
  );
}

/** What a query brings: a skeleton while it comes, what went wrong when it does not, never an empty list instead. */
export function Loaded<Data>({ query, children }: { query: UseQueryResult<Data>; children: (data: Data) => ReactNode }) {
  if (query.isPending) return <Skeleton active paragraph={{ rows: 5 }} />;
  if (query.data === undefined) return <Refusal error={query.error} retry={() => void query.refetch()} />;
  return (
    <>
      {query.isError && <Refusal error={query.error} retry={() => void query.refetch()} />}
      {children(query.data)}
    </>
  );
}

/** Nothing is there, and what to do next. */
export function Nothing({ text, next }: { text: string; next?: ReactNode }) {
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>{next}</Empty>;
}

export function Section({ title, acts, children, id }: { title: string; acts?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className="section" aria-label={title} id={id}>
      <div className="section-head">
        <h2>{title}</h2>
        {acts !== undefined && <div className="acts no-print">{acts}</div>}
      </div>
      {children}
    </section>
  );
}

/** Names and values, one below the other. */
export function Facts({ items }: { items: (readonly [name: string, value: ReactNode] | false)[] }) {
  return (
    <dl className="facts">
      {items.filter((item) => item !== false).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value === '' || value === null ? '—' : value}</dd></div>)}
    </dl>
  );
}
