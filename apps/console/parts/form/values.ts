/** Between what is typed and what is recorded. What cannot be read yet stays as text: the server says what is wrong with it. */

/** 12,345.67 → 1234567 cents. */
export function readCents(text: string): number | string | undefined {
  const plain = text.replace(/[,，\s¥￥]/g, '');
  if (plain === '') return undefined;
  const match = /^(-?\d+)(?:\.(\d{1,2}))?$/.exec(plain);
  if (match === null) return text;
  const [, whole = '0', part = ''] = match;
  return Number(whole) * 100 + Number(part.padEnd(2, '0')) * (whole.startsWith('-') ? -1 : 1);
}

export const showCents = (value: unknown): string => (typeof value === 'number' ? (value / 100).toFixed(2) : typeof value === 'string' ? value : '');

export function readNumber(text: string): number | string | undefined {
  const plain = text.replace(/[,，\s]/g, '');
  if (plain === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

export const showText = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Cells as a spreadsheet puts them on the clipboard; undefined for a single one, which is pasted as it is. */
export function pastedCells(text: string): string[][] | undefined {
  const lines = text.replace(/\r/g, '').replace(/\n$/, '').split('\n');
  const cells = lines.map((line) => line.split('\t'));
  return cells.length > 1 || (cells[0]?.length ?? 0) > 1 ? cells : undefined;
}
