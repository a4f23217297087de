/** What each person does with what is owed, in the browser. */
import type { Page } from 'playwright-core';
import { expectAnswer, type Schemas } from '../../apps/api/client.js';
import { chanceOf } from '../../rehearsal/chance.js';
import { fillForm } from '../../rehearsal/filling.js';
import { vouchers } from '../../rehearsal/money.js';
import { fillIn } from './filling.js';
import { confirm, type Office } from './office.js';
import { visit } from './sweep.js';

type Task = Schemas['Task'];
const chance = chanceOf('console');
/** Good enough to go on, bad enough for nothing to be rectified. */
const SCORE = 90;

/** The first application that is read is the best, the next one less so: nobody is tied. */
const levels = new Map<string, number>();
function levelOf(application: string): number {
  const known = levels.get(application) ?? 0.9 - 0.1 * levels.size;
  levels.set(application, known);
  return known;
}

/** Hands in one task on its own page; `look` is shown the page before anything is filled in. */
export async function handIn(office: Office, task: Task, role: Schemas['NewActor']['role'], who?: string, look?: (tab: Page) => Promise<void>): Promise<void> {
  const tab = await office.as(role, who);
  const reader = await office.reader(role, who);
  if (task.kind === 'selfEvaluation' && task.projectId !== null) await spend(tab, task.projectId, await expectAnswer(reader.GET('/api/v1/projects/{id}/money', { params: { path: { id: task.projectId } } })), Number(task.step.split('.')[0]));
  const detail = await expectAnswer(reader.GET('/api/v1/tasks/{id}', { params: { path: { id: task.id } } }));
  await visit(tab, `/tasks/${task.id}`);
  await tab.locator('.big-submit').waitFor();
  await look?.(tab);
  const { asks } = detail;
  if (asks?.what === 'form') {
    const money = task.projectId === null ? undefined : await expectAnswer(reader.GET('/api/v1/projects/{id}/money', { params: { path: { id: task.projectId } } }));
    await fillIn(tab, asks.form, fillForm({ form: asks.form, code: task.societyCode ?? 'REH', name: task.societyName ?? '演练', step: task.step, chance, score: SCORE, money, prefilled: detail.prefilled }));
  }
  if (asks?.what === 'indicators') {
    for (const [n, { key }] of asks.indicators.slice(0, 4).entries()) {
      await tab.fill(`#value-${key}`, String(100 * (n + 1) + Math.round(chance(task.societyCode ?? '', key) * 900)));
      await tab.fill(`#evidence-${key}`, '演练：统计年报');
    }
  }
  if (asks?.what === 'score') await score(tab, asks.sheet, levelOf(task.applicationId ?? ''));
  if (asks?.what === 'groupSummary') {
    await tab.fill('#opinion', '演练：小组一致同意');
    await tab.getByLabel('我代表小组签署以上意见').check();
  }
  await submit(tab);
}

async function score(tab: Page, sheet: Extract<NonNullable<Schemas['TaskDetail']['asks']>, { what: 'score' }>['sheet'], level: number): Promise<void> {
  for (const { key } of sheet.passFail) await tab.locator(`input[name=${key}]`).first().check();
  for (const { key, points } of sheet.criteria) {
    await tab.fill(`#score-${key}`, String(Math.round(points * level)));
    await tab.fill(`#reason-${key}`, '演练：依据充分');
  }
  const [tier] = sheet.tiers;
  if (tier !== undefined) await tab.locator('#tier').selectOption(tier.key);
  await tab.getByLabel('我与该学会没有需要回避的关系').check();
}

async function submit(tab: Page): Promise<void> {
  const button = tab.locator('.big-submit button');
  const name = (await button.textContent()) ?? '';
  await button.click();
  await confirm(tab, name);
}

/** Every line of the year has its voucher before the year is reported. */
async function spend(tab: Page, project: string, money: Schemas['ProjectMoney'], year: number): Promise<void> {
  if (money.spending.some((entry) => entry.year === year)) return;
  await tab.goto(`/projects/${project}`);
  for (const entry of vouchers(money, year, project, chance)) {
    await tab.getByRole('button', { name: '登记支出' }).click();
    const dialog = tab.getByRole('dialog');
    await dialog.getByLabel(/^预算行/).selectOption(`${entry.year}|${entry.line}`);
    await dialog.getByLabel(/^金额/).fill((entry.amountCents / 100).toFixed(2));
    await dialog.getByLabel(/^日期/).fill(entry.on);
    await dialog.getByLabel(/^凭证号/).fill(entry.voucher);
    await dialog.getByLabel(/^收款方/).selectOption(entry.payee);
    await dialog.getByLabel(/^用途/).fill(entry.purpose);
    await confirm(tab, '登记支出');
  }
}

/** A decision about a project, on its page. */
export async function decide(tab: Page, project: string, outcome: string, minutes?: string): Promise<void> {
  await tab.goto(`/projects/${project}`);
  await tab.getByRole('button', { name: /^办理：/ }).first().click();
  const dialog = tab.getByRole('dialog');
  await dialog.getByLabel(/^结论/).selectOption(outcome);
  for (const allowed of await dialog.getByLabel(/^预算行/).all()) await allowed.selectOption('yes');
  for (const reason of await dialog.getByLabel(/^理由/).all()) await reason.fill('演练：按规定办理');
  if (minutes !== undefined) await dialog.getByLabel(/^会议纪要编号/).fill(minutes);
  await confirm(tab, /^办理：/);
}
