/** Lists of uses as a programme has them: 003 §5.3 forbids by name, 000 does not. */
import type { FundUse } from '../../../domain/funds/budget.js';

const rule003 = { document: '003', clause: '§5.3' };
const use = (key: string, zh: string, en: string, words: string[] = []): FundUse => ({ key, name: { zh, en }, clause: rule003, words });

/** 不得用于人员、日常办公经费支出，不得用于捐款、赞助、支付罚款、还贷、对外投资、基建等支出，不得用于与本项目无关的其他支出. */
export const forbiddenBy003: FundUse[] = [
  use('staff', '人员经费', 'staff', ['工资', '津贴']), use('dailyOffice', '日常办公经费', 'daily office cost', ['办公用品', '房租']), use('donation', '捐款', 'donations', ['捐款', '捐赠']),
  use('sponsorship', '赞助', 'sponsorship', ['赞助']), use('fine', '支付罚款', 'fines', ['罚款']), use('loanRepayment', '还贷', 'loan repayment', ['还贷']),
  use('outsideInvestment', '对外投资', 'outside investment', ['投资']), use('capitalConstruction', '基建', 'capital construction', ['基建']),
  use('unrelated', '与本项目无关的支出', 'anything unrelated to the project'),
];

export const borderline: FundUse[] = [{ key: 'expertFee', name: { zh: '外部专家劳务费', en: 'fees of outside experts' }, clause: { document: 'choice', clause: 'beside staff' }, words: ['劳务费'] }];
export const uses: FundUse[] = [{ key: 'meeting', name: { zh: '学术活动', en: 'events' }, clause: { document: 'choice', clause: 'uses' }, words: [] }];
