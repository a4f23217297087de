/** What stands on the accounts of a funded society, and the verdict on its year (000 §5.4–5.5). Amounts in cents. */
import { explainBalance } from '../../../../domain/explaining/money.js';
import { explainVerdict } from '../../../../domain/explaining/process.js';
import { storedVerdict } from '../../../../records/explaining.js';
import { findListedProject, type ListedProject, projectLedger, projectVerdicts } from '../../../../records/project-list.js';
import type { Tx } from '../../../../records/pool.js';
import { loadRound } from '../../../../records/rounds.js';
import type { KindOfExplanation } from '../kind.js';

export const balance: KindOfExplanation = {
  id: { project: 'uuid', account: 'key' },
  insiders: 'round.overview',
  others: ['society', 'anybody'],
  async explain({ tx, ids: [id = '', account = ''], insider, who }) {
    const project = await readable(tx, id, insider || who.societyId !== undefined || who.roles.includes('finance'));
    if (!project) return undefined;
    const ledger = await projectLedger(tx, id);
    const entries = ledger.filter((row) => row.account === account);
    if (entries.length === 0) return undefined;
    const explanation = explainBalance(account, entries.map((row) => ({ posting: row.posting, memo: row.memo, amountCents: row.amount_cents })));
    // Double entry: what stands here has left the other accounts.
    const others = ledger.filter((row) => row.account !== account).reduce((sum, row) => sum - row.amount_cents, 0);
    return { stored: others, explanation, programmeVersionId: project.programme_version_id };
  },
};

export const verdict: KindOfExplanation = {
  id: { project: 'uuid', year: 'year' },
  insiders: 'round.overview',
  others: ['society'],
  async explain({ tx, whole, ids: [id = '', year = ''] }) {
    const project = await findListedProject(tx, id);
    const round = project && (await loadRound(tx, project.round_id));
    if (!project || !round || !(await projectVerdicts(tx, id)).some((row) => row.year === Number(year))) return undefined;
    const stored = await whole((all) => storedVerdict(all, id, Number(year)));
    if (!stored) return undefined;
    const explanation = explainVerdict({
      decision: stored.decision, score: stored.score_thousandths === null ? null : stored.score_thousandths / 1000, reason: stored.reason, minutes: stored.minutes,
      commandId: stored.command_id, clause: stepClause(round.programme, 'verdict'),
    });
    return { stored: stored.decision, explanation, programmeVersionId: round.programme_version_id };
  },
};

const readable = async (tx: Tx, id: string, allowed: boolean): Promise<ListedProject | undefined> => (allowed ? findListedProject(tx, id) : undefined);

const stepClause = (programme: { project?: { steps: { type: string; clause: { document: string; clause: string } }[] } | undefined }, type: string) =>
  programme.project?.steps.find((step) => step.type === type)?.clause ?? { document: 'choice', clause: type };
