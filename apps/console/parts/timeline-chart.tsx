/** The round from left to right, today marked; the same as a table for whoever cannot see it. */
import { scaleTime } from 'd3-scale';
import { timeMonth, timeYear } from 'd3-time';
import { useId, useState } from 'react';
import type { Schemas } from '../app/api.js';
import { sayDay, sayDeadline } from '../words/dates.js';
import { bilingual, locale } from '../words/locale.js';
import { say } from '../words/say.js';
import { StatusTag } from './status-tag.js';

const WIDTH = 1000;
/** How wide the names are, and how many characters of one fit. */
const LABEL = { zh: 190, en: 260 };
const FITS = { zh: 14, en: 36 };
const ROW = 26;
const TOP = 24;
const FILL = { done: '#8aa9d6', open: '#0b57d0', coming: '#c9d6ea', planned: '#e1e6ee' };

export function TimelineChart({ overview }: { overview: Schemas['RoundOverview'] }) {
  const id = useId();
  const [all, setAll] = useState(false);
  const now = Date.parse(overview.now);
  const entries = overview.timeline.filter(({ of }) => all || of === 'stage');
  if (entries.length === 0) return null;
  const first = Math.min(...entries.map(({ opens }) => Date.parse(opens)), now);
  const last = Math.max(...entries.map(({ due }) => Date.parse(due)), now);
  const x = scaleTime([first, last], [LABEL[locale()], WIDTH - 10]);
  const height = TOP + entries.length * ROW + 6;
  const years = last - first > 3 * 366 * 86_400_000 / 2;
  const ticks = (years ? timeYear : timeMonth).range(new Date(first), new Date(last));
  return (
    <>
      {overview.timeline.some(({ of }) => of === 'project') && <label className="choice no-print"><input type="checkbox" checked={all} onChange={({ target }) => setAll(target.checked)} /> {say('timeline.all')}</label>}
      <svg className="chart" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{say('round.timeline')}</title>
        <desc id={`${id}-desc`}>{overview.sentence}</desc>
        {ticks.map((tick) => <g key={tick.getTime()}><line x1={x(tick)} x2={x(tick)} y1={TOP - 6} y2={height} stroke="#e3e7ed" /><text x={x(tick) + 3} y={14} fontSize="11" fill="#4d5866">{years ? tick.getFullYear() : `${tick.getFullYear()}-${String(tick.getMonth() + 1).padStart(2, '0')}`}</text></g>)}
        {entries.map((entry, n) => {
          const from = x(Date.parse(entry.opens));
          const to = Math.max(from + 3, x(Date.parse(entry.due)));
          return (
            <g key={`${entry.key}-${entry.year ?? ''}`} transform={`translate(0 ${TOP + n * ROW})`}>
              <text x={0} y={15} fontSize="12" fill="#1c2430">{bilingual(entry.name).slice(0, FITS[locale()])}{entry.year === undefined ? '' : ` ${entry.year}`}</text>
              <rect x={from} y={4} width={to - from} height={14} rx={3} fill={FILL[entry.state]} stroke="#5b7fb8"><title>{`${bilingual(entry.name)} ${sayDeadline(entry.due)}`}</title></rect>
            </g>
          );
        })}
        <line x1={x(now)} x2={x(now)} y1={TOP - 8} y2={height} stroke="#b3261e" strokeWidth={2} />
        <text x={Math.min(x(now) + 4, WIDTH - 60)} y={height - 4} fontSize="11" fill="#b3261e">{say('timeline.now')}</text>
      </svg>
      <details><summary>{say('chart.table')}</summary>
        <div className="table-frame" role="region" aria-label={say('round.timeline')} tabIndex={0}>
          <table className="grid-table">
            <thead><tr><th scope="col">{say('timeline.step')}</th><th scope="col">{say('timeline.opens')}</th><th scope="col">{say('timeline.lastDay')}</th><th scope="col">{say('common.state')}</th></tr></thead>
            <tbody>{overview.timeline.map((entry) => <tr key={`${entry.key}-${entry.year ?? ''}`}><th scope="row">{bilingual(entry.name)} {entry.year}</th><td>{sayDeadline(entry.opens)}</td><td>{sayDay(entry.lastDay)}</td><td><StatusTag group="step" state={entry.state} /></td></tr>)}</tbody>
          </table>
        </div>
      </details>
    </>
  );
}
