/** From the sheets that are in to the totals that count. */
import type { ExpertScore } from './aggregate.js';

export interface SheetOnRecord {
  /** Codes. */
  application: string;
  expert: string;
  totalThousandths: number;
  passFail: Readonly<Record<string, boolean>>;
}

/** A majority that finds the political direction wanting takes an application out of the ranking (000 §3.1). */
export function countedScores(sheets: readonly SheetOnRecord[]): { scores: ExpertScore[]; unfit: string[] } {
  const votes = new Map<string, { no: number; all: number }>();
  for (const { application, passFail } of sheets) {
    const vote = votes.get(application) ?? { no: 0, all: 0 };
    votes.set(application, { no: vote.no + (Object.values(passFail).includes(false) ? 1 : 0), all: vote.all + 1 });
  }
  const unfit = [...votes].filter(([, vote]) => vote.no * 2 > vote.all).map(([application]) => application).sort();
  return {
    unfit,
    scores: sheets.filter(({ application }) => !unfit.includes(application)).map(({ application, expert, totalThousandths }) => ({ application, expert, total: totalThousandths / 1000 })),
  };
}
