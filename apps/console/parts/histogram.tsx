import { bin, extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import { sayNumber } from '../words/dates.js';
import { say } from '../words/say.js';

const WIDTH = 640;
const HEIGHT = 180;

/** How many have how many points, and where the list ends; the same as a table. */
export function Histogram({ label, values, cut }: { label: string; values: number[]; cut?: number }) {
  const id = useId();
  const [least, most] = extent(values);
  if (least === undefined || most === undefined || least === most) return <p className="quiet">{say('ranking.flat')}</p>;
  const bins = bin().domain([least, most]).thresholds(16)(values);
  const x = scaleLinear([least, most], [30, WIDTH - 10]);
  const y = scaleLinear([0, Math.max(...bins.map(({ length }) => length))], [HEIGHT - 24, 10]);
  return (
    <>
      <svg className="chart small" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <title id={id}>{label}</title>
        {bins.map((one) => <rect key={one.x0} x={x(one.x0 ?? 0) + 1} width={Math.max(1, x(one.x1 ?? 0) - x(one.x0 ?? 0) - 2)} y={y(one.length)} height={HEIGHT - 24 - y(one.length)} fill="#0b57d0" />)}
        {x.ticks(8).map((tick) => <text key={tick} x={x(tick)} y={HEIGHT - 8} fontSize="11" textAnchor="middle" fill="#4d5866">{tick}</text>)}
        {cut !== undefined && <line x1={x(cut)} x2={x(cut)} y1={4} y2={HEIGHT - 20} stroke="#b3261e" strokeWidth={2} strokeDasharray="5 3" />}
      </svg>
      <details><summary>{say('chart.table')}</summary>
        <table className="grid-table"><thead><tr><th scope="col">{say('ranking.score')}</th><th scope="col">{say('ranking.count')}</th></tr></thead>
          <tbody>{bins.map((one) => <tr key={one.x0}><td>{sayNumber(one.x0 ?? 0)} – {sayNumber(one.x1 ?? 0)}</td><td className="num">{one.length}</td></tr>)}</tbody>
        </table>
      </details>
    </>
  );
}
