/** The group leader's opinion: the order, why it is not the computed one, and who dissents. */
import { Button, Input } from 'antd';
import { Section } from '../../parts/page.js';
import { sayNumber } from '../../words/dates.js';
import { say } from '../../words/say.js';
import { useDraft } from './draft.js';
import { HandIn } from './hand-in.js';
import type { Detail } from './task.js';

type Asks = Extract<NonNullable<Detail['asks']>, { what: 'groupSummary' }>;
interface Summary {
  opinion: string;
  ranking: string[];
  deviationReason: string;
  dissent: { expertId: string; opinion: string }[];
  signed: boolean;
}

export function GroupSummary({ task, asks }: { task: Detail; asks: Asks }) {
  const computed = [...asks.candidates].sort((a, b) => a.rank - b.rank).map(({ applicationId }) => applicationId);
  const draft = useDraft(task, { kind: 'groupSummary', opinion: '', ranking: computed, deviationReason: '', dissent: [], signed: false });
  const entered = draft.payload as unknown as Summary;
  const write = (part: Partial<Summary>): void => draft.change({ kind: 'groupSummary', ...entered, ...part });
  const move = (n: number, by: -1 | 1): void => {
    const next = [...entered.ranking];
    const [one] = next.splice(n, 1);
    if (one !== undefined) next.splice(n + by, 0, one);
    write({ ranking: next });
  };
  const deviates = entered.ranking.join() !== computed.join();
  const lacking = (entered.opinion.trim() === '' ? 1 : 0) + (deviates && entered.deviationReason.trim() === '' ? 1 : 0) + (entered.signed ? 0 : 1);
  return (
    <>
      <Section title={say('summary.order')}>
        <div className="table-frame" role="region" aria-label={say('summary.order')} tabIndex={0}>
          <table className="grid-table">
            <thead><tr><th scope="col">{say('common.rank')}</th><th scope="col">{say('common.society')}</th><th scope="col">{say('summary.computed')}</th><th scope="col">{say('ranking.score')}</th><th scope="col">{say('ranking.spread')}</th><th scope="col">{say('summary.move')}</th></tr></thead>
            <tbody>
              {entered.ranking.map((id, n) => {
                const one = asks.candidates.find(({ applicationId }) => applicationId === id);
                return one === undefined ? null : (
                  <tr key={id}>
                    <td className="num">{n + 1}</td><th scope="row">{one.name}</th><td className="num">{one.rank}</td><td className="num">{sayNumber(one.score)}</td><td className="num">{sayNumber(one.spread)}</td>
                    <td><Button aria-label={say('summary.up', { name: one.name })} disabled={n === 0} onClick={() => move(n, -1)}>↑</Button> <Button aria-label={say('summary.down', { name: one.name })} disabled={n === entered.ranking.length - 1} onClick={() => move(n, 1)}>↓</Button></td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </Section>
      {deviates && <Lines id="deviation" label={say('summary.deviation')} value={entered.deviationReason} change={(deviationReason) => write({ deviationReason })} />}
      <Lines id="opinion" label={say('summary.opinion')} value={entered.opinion} change={(opinion) => write({ opinion })} />
      <Section title={say('summary.dissent')}>
        <p className="hint">{say('summary.dissentHint')}</p>
        {asks.members.map(({ expertId, name }) => {
          const found = entered.dissent.find((one) => one.expertId === expertId);
          const others = entered.dissent.filter((one) => one.expertId !== expertId);
          return <Lines key={expertId} id={`dissent-${expertId}`} label={name} value={found?.opinion ?? ''} change={(opinion) => write({ dissent: opinion === '' ? others : [...others, { expertId, opinion }] })} />;
        })}
      </Section>
      <label className="choice"><input type="checkbox" checked={entered.signed} onChange={({ target }) => write({ signed: target.checked })} /> {say('summary.sign')}</label>
      <HandIn task={task} draft={draft} lacking={lacking} body={() => ({ kind: 'groupSummary', opinion: entered.opinion, ranking: entered.ranking, deviationReason: entered.deviationReason, dissent: entered.dissent, signed: entered.signed })} />
    </>
  );
}

function Lines({ id, label, value, change }: { id: string; label: string; value: string; change: (value: string) => void }) {
  return <div className="field"><label htmlFor={id}>{label}</label><Input.TextArea id={id} rows={2} className="grows" value={value} onChange={({ target }) => change(target.value)} /></div>;
}
