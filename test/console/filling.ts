/** Types and clicks what somebody would, into the forms of the console. */
import type { Page } from 'playwright-core';
import type { Schemas } from '../../apps/api/client.js';
import { SAMPLES } from '../../rehearsal/documents.js';

type Form = Schemas['TaskForm'];
type Field = Form['sections'][number]['fields'][number];
type Content = Record<string, unknown>;

export async function fillIn(page: Page, form: Form, content: Content): Promise<void> {
  for (const field of form.sections.flatMap(({ fields }) => fields)) await fillField(page, field, content[field.key]);
}

async function fillField(page: Page, field: Field, value: unknown): Promise<void> {
  const place = page.locator(`#field-${field.key}`);
  if (field.kind === 'file') {
    if (!field.required) return;
    const sample = SAMPLES[field.accept?.[0] ?? 'pdf'];
    await place.locator('input[type=file]').setInputFiles({ name: `${field.key}.${sample.ending}`, mimeType: 'application/octet-stream', buffer: sample.content });
    await place.locator('code').first().waitFor();
    return;
  }
  if (value === undefined || value === null) return;
  switch (field.kind) {
    case 'choice':
      await place.locator('select').selectOption(asText(value));
      return;
    case 'commitment':
      await place.locator('input[type=checkbox]').setChecked(value === true);
      return;
    case 'tags':
      for (const option of field.options ?? []) await place.getByLabel(option.name.zh, { exact: true }).setChecked((value as string[]).includes(option.key));
      return;
    case 'table':
      await pasteRows(page, field, value as Content[]);
      return;
    case 'money':
      await place.locator('input').fill(yuan(value));
      return;
    default:
      await place.locator('input, textarea').first().fill(asText(value));
  }
}

/** As from a spreadsheet: the first cell is chosen, and everything is pasted at once. */
async function pasteRows(page: Page, field: Field, rows: Content[]): Promise<void> {
  const place = page.locator(`#field-${field.key}`);
  const columns = field.columns ?? [];
  if ((await place.locator('tbody tr').count()) === 0) await place.getByRole('button', { name: '增加一行' }).click();
  const lines = rows.map((row) => columns.map(({ key, kind }) => (row[key] === undefined ? '' : kind === 'money' ? yuan(row[key]) : asText(row[key]))).join('\t'));
  // A single cell is pasted as it is.
  const [only] = rows;
  if (rows.length === 1 && columns.length === 1 && only !== undefined) {
    await place.locator('tbody input').first().fill(asText(only[columns[0]?.key ?? '']));
    return;
  }
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(lines.join('\n'))})`);
  await place.locator('tbody tr').first().locator('input, select').first().focus();
  const typed = place.locator('tbody tr').first().locator('input').first();
  await typed.focus();
  const first = columns.findIndex(({ kind }) => kind !== 'choice');
  if (first === 0) {
    await page.keyboard.press('ControlOrMeta+V');
    return;
  }
  throw new Error(`a table whose first column is not typed: ${field.key}`);
}

const yuan = (cents: unknown): string => (Number(cents) / 100).toFixed(2);
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
