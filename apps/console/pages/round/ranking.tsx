/** Read first the cut-line and how firm it is; then ranks raw and calibrated side by side. A move by hand is shown before it is made. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { type Names, useNames } from '../../app/names.js';
import { useMay } from '../../app/session.js';
import { Act, type ActField, type Entered } from '../../parts/act.js';
import { ExportRows } from '../../parts/export-rows.js';
import { Histogram } from '../../parts/histogram.js';
import { Loaded, Nothing, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, Rows } from '../../parts/table.js';
import { sayNumber } from '../../words/dates.js';
import { inBrackets, say } from '../../words/say.js';
import { RoundPage } from './round-tabs.js';

type Ranking = Schemas['Ranking'];
type Place = Schemas['Place'];
/** Below it, agreement is called low [C]: Krippendorff's own lower bound for tentative conclusions. */
const LOW_ALPHA = 0.667;

export function RankingPage() {
  const { id } = useParams({ from: '/w/rounds/$id/ranking' });
  const ranking = useQuery({ queryKey: ['ranking', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/ranking', { params: { path: { id } } })) });
  return <RoundPage id={id} word="round.ranking">{(round) => <Loaded query={ranking}>{(data) => (data.computed ? <Shown id={id} data={data} programme={round.programme.versionId} /> : <Nothing text={say('ranking.notYet')} />)}</Loaded>}</RoundPage>;
}

function Shown({ id, data, programme }: { id: string; data: Ranking; programme: string }) {
  const may = useMay();
  const names = useNames(programme);
  const columns: Column<Place>[] = [
    { key: 'rank', title: say('common.rank'), number: true, by: (row) => row.rank },
    { key: 'rawRank', title: say('ranking.rawRank'), number: true, by: (row) => row.rawRank },
    { key: 'delta', title: 'Δ', number: true, show: ({ rank, rawRank }) => (rank === rawRank ? '' : rawRank - rank > 0 ? `↑${rawRank - rank}` : `↓${rank - rawRank}`) },
    { key: 'society', title: say('common.society'), show: (row) => <Link to="/w/applications/$id" params={{ id: row.applicationId }}>{row.society.name}</Link> },
    { key: 'group', title: say('common.group'), show: (row) => names.group(row.society.disciplineGroup) },
    { key: 'score', title: say('ranking.score'), number: true, show: ({ score }) => sayNumber(score), by: (row) => row.score },
    { key: 'raw', title: say('ranking.raw'), number: true, show: ({ raw }) => sayNumber(raw) },
    { key: 'spread', title: say('ranking.spread'), number: true, show: ({ spread }) => sayNumber(spread) },
    { key: 'tier', title: say('publicity.tier'), show: (row) => <><StatusTag group="ranked" state={row.status} /> {names.tier(row.tier)}{row.moved.length > 0 && <span className="warn"> {say('ranking.moved', { reason: row.moved.map(({ reason }) => reason).join(say('mark.series')) })}</span>}</> },
    { key: 'why', title: say('common.why'), show: (row) => <Link to="/why/$kind/$id" params={{ kind: 'finalRank', id: row.applicationId }}>{say('common.why')}</Link> },
  ];
  return (
    <>
      <CutLine data={data} />
      {data.tie !== null && <p className="notice">{say('ranking.tie', { rank: data.tie.rank, count: data.tie.codes.length, places: data.tie.places, tier: names.tier(data.tie.tier) })}</p>}
      <p>{data.variance.map(({ tier, planned, actual }) => say('ranking.variance', { tier: names.tier(tier), planned, actual })).join(say('mark.series'))}</p>
      <Section title={say('ranking.list')} acts={<><ExportRows name="ranking" rows={data.places.map(({ rank, rawRank, society, score, raw, spread, tier, status }) => ({ rank, rawRank, code: society.code, name: society.name, score, raw, spread, tier, status }))} />{may('ranking.confirm') && !data.confirmed && <Confirm id={id} data={data} names={names} />}</>}>
        <Rows label={say('ranking.list')} rows={data.places} columns={columns} rowKey={({ applicationId }) => applicationId} />
        <div className="sign"><span>{say('ranking.signLeader')}</span><span>{say('ranking.signDate')}</span></div>
      </Section>
      <Section title={say('ranking.histogram')}><Histogram label={say('ranking.histogram')} values={data.places.map(({ score }) => score)} cut={data.places.filter(({ status }) => status === 'listed' || status === 'awarded').at(-1)?.score} /></Section>
    </>
  );
}

function CutLine({ data: { statistics } }: { data: Ranking }) {
  if (statistics === null) return null;
  const { cut, agreement } = statistics;
  const movable = new Set(cut.withoutExpert.flatMap(({ entering, leaving }) => [...entering, ...leaving]));
  return (
    <>
      <p className="sentence">{cut.margin === null ? say('ranking.noCut', { places: cut.places }) : say('ranking.cut', { n: cut.places, next: cut.places + 1, margin: sayNumber(cut.margin), movable: movable.size })}</p>
      <p>
        {agreement.alpha === null ? say('ranking.noAlpha') : say('ranking.alpha', { alpha: sayNumber(agreement.alpha, 3) })}{' '}
        {agreement.alpha !== null && <StatusTag group="agreement" state={agreement.alpha < LOW_ALPHA ? 'low' : 'fair'} tone={agreement.alpha < LOW_ALPHA ? 'wait' : 'good'} />}
      </p>
      {cut.contested.length > 0 && <p className="warn">{say('ranking.contested', { codes: cut.contested.join(say('mark.list')) })}</p>}
    </>
  );
}

/** The number of a move's place in the dialog; more are made one after the other. */
function Confirm({ id, data, names }: { id: string; data: Ranking; names: Names }) {
  const refresh = useRefresh();
  const { tie } = data;
  const societies = data.places.map(({ society }) => ({ value: society.code, label: `${society.name}${inBrackets(society.code)}` }));
  const tiers = [...new Set(data.variance.map(({ tier }) => tier))];
  const fields: ActField[] = [
    ...(tie === null ? [] : [{ key: 'include', label: say('ranking.include', { places: tie.places }), kind: 'multiple' as const, required: true, options: societies.filter(({ value }) => tie.codes.includes(value)) }, { key: 'minutes', label: say('common.minutes'), required: true }]),
    { key: 'code', label: say('ranking.moveWhom'), kind: 'choice', options: societies },
    { key: 'to', label: say('ranking.moveTo'), kind: 'choice', options: [...tiers.map((tier) => ({ value: tier, label: names.tier(tier) })), { value: 'reserve', label: say('ranking.reserve') }] },
    { key: 'insteadOf', label: say('ranking.insteadOf'), kind: 'choice', options: societies },
    { key: 'reason', label: say('ranking.moveReason') },
    { key: 'varianceReason', label: say('ranking.varianceReason') },
  ];
  const bodyOf = (entered: Entered): Schemas['RankingConfirmation'] => {
    const given = (key: string): string | undefined => ((entered[key] ?? '').trim() === '' ? undefined : entered[key]);
    const code = given('code');
    return {
      ...(tie === null ? {} : { decisions: [{ tier: tie.tier, rank: tie.rank, include: (entered['include'] ?? '').split(',').filter((one) => one !== ''), minutes: entered['minutes'] ?? '' }] }),
      ...(code === undefined ? {} : { moves: [{ code, to: entered['to'] === 'reserve' || given('to') === undefined ? null : (entered['to'] ?? null), insteadOf: given('insteadOf'), reason: entered['reason'] ?? '' }] }),
      ...(given('varianceReason') === undefined ? {} : { varianceReason: given('varianceReason') }),
    };
  };
  const path = { id };
  return (
    <Act
      name={say('ranking.confirm')} primary fields={fields} consequence={say('ranking.confirmHint')}
      preview={async (entered) => <Preview names={names} of={await answer(api.POST('/api/v1/rounds/{id}/ranking/preview', { params: { path }, body: bodyOf(entered) }))} />}
      act={async (entered, key) => {
        await answer(api.POST('/api/v1/rounds/{id}/ranking/confirmation', { params: { path, header: keyed(key) }, body: bodyOf(entered) }));
        await refresh();
      }}
    />
  );
}

function Preview({ of, names }: { of: Schemas['RankingPreview']; names: Names }) {
  const listed = of.places.filter(({ status }) => status === 'listed').length;
  return (
    <>
      <p><strong>{say('ranking.wouldList', { count: listed })}</strong></p>
      <p>{of.variance.map(({ tier, planned, actual }) => say('ranking.variance', { tier: names.tier(tier), planned, actual })).join(say('mark.series'))}</p>
      {of.dropped.length > 0 && <p className="warn">{say('ranking.dropped', { codes: of.dropped.join(say('mark.list')) })}</p>}
      {of.passes.length > 0 && <p>{say('ranking.passed', { codes: of.passes.map(({ code }) => code).join(say('mark.list')) })}</p>}
      {of.problems.map(({ message }) => <p className="bad" key={message}>{message}</p>)}
    </>
  );
}
