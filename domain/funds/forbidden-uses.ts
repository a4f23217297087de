/** What award money must not be spent on, as data: a prohibition is one entry here. */
import type { Clause } from '../refusal.js';

export interface FundUse {
  key: string;
  name: { zh: string; en: string };
  clause: Clause;
  /** Words in a line's text that suggest this use: they never refuse, they send the line to a person. */
  words: readonly string[];
}

/** 003 §5.3: 不得用于人员、日常办公经费支出，不得用于捐款、赞助、支付罚款、还贷、对外投资、基建等支出，不得用于与本项目无关的其他支出. */
const rule003: Clause = { document: '003', clause: '§5.3' };

export const wuhanForbiddenUses: readonly FundUse[] = [
  { key: 'staff', name: { zh: '人员经费', en: 'staff' }, clause: rule003, words: ['工资', '薪酬', '津贴', '奖金', '社保', '公积金', '福利'] },
  { key: 'dailyOffice', name: { zh: '日常办公经费', en: 'daily office cost' }, clause: rule003, words: ['办公用品', '办公经费', '水电', '物业', '房租', '电话费'] },
  { key: 'donation', name: { zh: '捐款', en: 'donations' }, clause: rule003, words: ['捐款', '捐赠'] },
  { key: 'sponsorship', name: { zh: '赞助', en: 'sponsorship' }, clause: rule003, words: ['赞助'] },
  { key: 'fine', name: { zh: '支付罚款', en: 'fines' }, clause: rule003, words: ['罚款', '滞纳金', '违约金'] },
  { key: 'loanRepayment', name: { zh: '还贷', en: 'loan repayment' }, clause: rule003, words: ['还贷', '贷款', '利息', '偿还'] },
  { key: 'outsideInvestment', name: { zh: '对外投资', en: 'outside investment' }, clause: rule003, words: ['投资', '理财', '入股', '股权'] },
  { key: 'capitalConstruction', name: { zh: '基建', en: 'capital construction' }, clause: rule003, words: ['基建', '建房', '装修', '改扩建'] },
  { key: 'unrelated', name: { zh: '与本项目无关的支出', en: 'anything unrelated to the project' }, clause: rule003, words: [] },
];

/**
 * 000 §5.4 forbids nothing by name: the direction of fund use is stated, and the task book is kept. The list of a round
 * under it is empty.
 */
export const worldClassForbiddenUses: readonly FundUse[] = [];

/** [C] Uses that lie next to a forbidden one ("等支出"): a person decides, with a reason. */
export const borderlineUses: readonly FundUse[] = [
  { key: 'expertFee', name: { zh: '外部专家劳务费', en: 'fees of outside experts' }, clause: { document: 'choice', clause: 'beside staff' }, words: ['专家费', '劳务费', '咨询费', '评审费'] },
  { key: 'equipment', name: { zh: '设备购置', en: 'equipment' }, clause: { document: 'choice', clause: 'beside daily office cost' }, words: ['设备', '电脑', '打印机'] },
  { key: 'hospitality', name: { zh: '接待', en: 'hospitality' }, clause: { document: 'choice', clause: 'beside daily office cost' }, words: ['招待', '接待', '宴请'] },
  { key: 'other', name: { zh: '其他', en: 'other' }, clause: { document: 'choice', clause: 'not on the list' }, words: [] },
];
