/**
 * In a rehearsal one acts as any role; the office looks with a society's eyes. Who acts is kept for this tab only: other tabs stay
 * who they are, and closing the tab ends it.
 */
const KEY = 'xuehui.acting';

export interface Acting {
  /** The rehearsal; empty for a look at the live world, which changes nothing. */
  rehearsal: string;
  label: string;
  role: string;
  /** For whom, where the role belongs to somebody: a society's or an expert's name. */
  who?: string;
  token: string;
}

let known: Acting | null | undefined;

export function actor(): Acting | undefined {
  if (known === undefined) {
    const kept = sessionStorage.getItem(KEY);
    known = kept === null ? null : (JSON.parse(kept) as Acting);
  }
  return known ?? undefined;
}

/** Begins or ends acting, and loads the given page anew: nothing of what somebody else has read stays on the screen. */
export function actAs(acting: Acting | undefined, page = '/home'): void {
  if (acting === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, JSON.stringify(acting));
  window.location.assign(page);
}
