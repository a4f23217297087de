/** 年度公开: what the funded societies have been paid, have spent and reported, year by year. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { ExportRows } from '../../parts/export-rows.js';
import { Loaded, Nothing, Page } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, Rows } from '../../parts/table.js';
import { sayInstant, sayMoney } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { inBrackets, say, sayState } from '../../words/say.js';

type Row = Schemas['Disclosure']['projects'][number];

export function DisclosurePage() {
  const { id } = useParams({ from: '/disclosure/$id' });
  const disclosure = useQuery({ queryKey: ['disclosure', id], queryFn: () => answer(api.GET('/api/v1/disclosure/{roundId}', { params: { path: { roundId: id } } })) });
  const columns: Column<Row>[] = [
    { key: 'society', title: say('common.society'), show: (row) => `${row.society.name}${inBrackets(row.society.code)}` },
    { key: 'tier', title: say('common.tier'), show: (row) => bilingual(row.tierName) },
    { key: 'status', title: say('common.state'), show: (row) => <StatusTag group="project" state={row.status} /> },
    { key: 'awarded', title: say('disclosure.awarded'), show: (row) => sayMoney(row.awardedCents) },
    { key: 'paid', title: say('disclosure.paid'), show: (row) => sayMoney(row.paidCents) },
    { key: 'spent', title: say('disclosure.spent'), show: (row) => (row.spentCents === null ? '–' : sayMoney(row.spentCents)) },
    { key: 'returned', title: say('disclosure.returned'), show: (row) => sayMoney(row.returnedCents) },
    { key: 'years', title: say('disclosure.years'), show: (row) => row.years.map(({ year, report, verdict }) => say('disclosure.year', { year, report: say(report === null ? 'disclosure.noReport' : 'disclosure.report'), verdict: verdict === null ? say('disclosure.noVerdict') : sayState('outcome', verdict) })).join(say('mark.series')) },
  ];
  return (
    <Loaded query={disclosure}>{(data) => (
      <Page wide
        title={say('disclosure.title', { round: data.roundName })}
        lead={<p>{say('disclosure.sums', { at: sayInstant(data.asOf), awarded: sayMoney(data.sums.awardedCents), paid: sayMoney(data.sums.paidCents), spent: sayMoney(data.sums.spentCents) })}</p>}
        acts={<ExportRows name="disclosure" rows={data.projects.map((row) => ({ [say('results.number')]: row.number, [say('common.society')]: row.society.name, [say('disclosure.awarded')]: row.awardedCents / 100, [say('disclosure.paid')]: row.paidCents / 100, [say('disclosure.spent')]: row.spentCents === null ? '' : row.spentCents / 100 }))} />}
      >
        {data.projects.length === 0 ? <Nothing text={say('disclosure.none')} /> : <Rows label={say('disclosure.title', { round: data.roundName })} columns={columns} rows={data.projects} rowKey={(row) => row.number} />}
      </Page>
    )}</Loaded>
  );
}
