/**
 * The indicator set "standard management" of 004 §3–§4: questions with the checks on their answers. A programme includes it by
 * name and version; a version never changes, because rounds are pinned to it.
 */
import type { Form, FormField } from '../programme/form.js';
import type { Clause } from '../refusal.js';
import type { GovernanceCheck } from './check.js';

export interface IndicatorSet {
  sections: Form['sections'];
  checks: GovernanceCheck[];
}

const PARTY: Clause = { document: '004', clause: '§3.1' };
const STRUCTURE: Clause = { document: '004', clause: '§3.3' };
const BRANCHES: Clause = { document: '004', clause: '§4.1' };
const ACTIVITIES: Clause = { document: '004', clause: '§4.2' };
const AWARDS: Clause = { document: '004', clause: '§4.3' };

const OPTIONS = [{ key: 'yes', name: { zh: '是', en: 'yes' } }, { key: 'no', name: { zh: '否', en: 'no' } }];

const yes = (key: string, zh: string, en: string, clause: Clause): FormField => ({ key, name: { zh, en }, kind: 'choice', required: true, options: OPTIONS, clause });
const number = (key: string, zh: string, en: string, clause: Clause): FormField => ({ key, name: { zh, en }, kind: 'number', required: true, min: 0, max: 1_000_000, clause });

const allYes = (key: string, zh: string, en: string, fields: string[], clause: Clause): GovernanceCheck => ({ kind: 'allYes', key, name: { zh, en }, clause, then: 'finding', fields });
const none = (key: string, zh: string, en: string, fields: string[], clause: Clause): GovernanceCheck => ({ kind: 'none', key, name: { zh, en }, clause, then: 'finding', fields });

/** Version 1. */
export const standardManagement = (idleMonths = 24): IndicatorSet => ({
  sections: [
    {
      key: 'party', name: { zh: '党的建设', en: 'Party work' }, fields: [
        yes('partyInCharter', '加强党的建设、坚持党的全面领导已载入章程', 'Party leadership is written into the charter', PARTY),
        yes('councilParty', '理事会层面已建立党组织', 'A Party organisation of the council', PARTY),
        yes('officeParty', '办事机构已建立党组织', 'A Party organisation of the office', PARTY),
        yes('branchParty', '分支机构党组织覆盖', 'Party organisations of the branches', PARTY),
        yes('crossAppointment', '理事会党委与学会负责人双向进入、交叉任职', 'Party committee and office-holders appointed across', PARTY),
        yes('electionChecked', '换届选举经理事会党委政治把关', 'Elections politically checked by the Party committee', PARTY),
        yes('plansReviewed', '规划计划经党委前置审议', 'Plans reviewed beforehand', PARTY),
        yes('spendingReviewed', '大额经费开支经党委前置审议', 'Large spending reviewed beforehand', PARTY),
        yes('donationsReviewed', '接受大额捐赠经党委前置审议', 'Receiving large donations reviewed beforehand', PARTY),
        yes('awardsReviewed', '奖项评选经党委前置审议', 'Awards reviewed beforehand', PARTY),
        yes('talentReviewed', '人才举荐经党委前置审议', 'Talent recommendation reviewed beforehand', PARTY),
      ],
    },
    {
      key: 'structure', name: { zh: '内部治理结构', en: 'Internal governance' }, fields: [
        yes('congressRules', '会员（代表）大会制度健全', 'Congress with rules', STRUCTURE),
        yes('councilRules', '理事会制度健全', 'Council with rules', STRUCTURE),
        yes('supervisorRules', '监事（会）制度健全', 'Supervisors with rules', STRUCTURE),
        yes('officeRules', '办事机构制度健全', 'Office with rules', STRUCTURE),
        yes('fullTimeSecretary', '秘书长专职', 'Full-time secretary-general', STRUCTURE),
      ],
    },
    {
      key: 'branchOffices', name: { zh: '分支（代表）机构', en: 'Branches' }, fields: [
        number('branchesUnderBranches', '在分支（代表）机构下再设立的分支机构数', 'Branches set up under branches', BRANCHES),
        {
          key: 'branches', name: { zh: '分支（代表）机构名单', en: 'Branches' }, kind: 'table', required: false, maxRows: 200, clause: BRANCHES,
          columns: [
            { key: 'branch', name: { zh: '名称', en: 'Name' }, kind: 'text', required: true, maxLength: 100 },
            { key: 'lastActive', name: { zh: '最近一次活动日期', en: 'Last activity' }, kind: 'date', required: true },
          ],
        },
      ],
    },
    {
      key: 'activities', name: { zh: '业务活动', en: 'Activities' }, fields: [
        yes('withinCharter', '业务活动符合章程宗旨和业务范围', 'Activities inside the charter', ACTIVITIES),
        yes('decidedAndFiled', '履行民主决策和备案程序', 'Decided democratically and filed', ACTIVITIES),
        number('nameLent', '以挂名方式参与合作、收取费用的次数', 'Times the name was lent for fees', ACTIVITIES),
        number('forced', '强制赞助、捐赠或订购的次数', 'Forced sponsorship, donation or subscription', ACTIVITIES),
        yes('abroadByRules', '与境外合作、接受境外捐赠遵守法律法规和外事规定', 'Cooperation abroad and donations from abroad by the rules', ACTIVITIES),
      ],
    },
    {
      key: 'awarding', name: { zh: '评比达标表彰', en: 'Awards' }, fields: [
        number('unapprovedAwards', '未经批准举办或参与的评比达标表彰活动数', 'Awards held or joined without approval', AWARDS),
        number('awardFees', '收取费用的评比达标表彰活动数', 'Awards that took fees', { document: '004', clause: '§2.6' }),
        number('awardsAbroad', '与境外组织合作举办的评比表彰活动数', 'Awards held with bodies abroad', AWARDS),
      ],
    },
  ],
  checks: [
    allYes('charter', '党建载入章程', 'Party work in the charter', ['partyInCharter'], PARTY),
    allYes('threeLevels', '三层级党组织建设', 'Three levels of Party organisation', ['councilParty', 'officeParty', 'branchParty'], PARTY),
    allYes('crossed', '双向进入、交叉任职', 'Appointed across', ['crossAppointment'], PARTY),
    allYes('elections', '换届选举政治把关', 'Political check of elections', ['electionChecked'], PARTY),
    allYes('priorReview', '重大事项前置审议', 'Prior review of large matters', ['plansReviewed', 'spendingReviewed', 'donationsReviewed', 'awardsReviewed', 'talentReviewed'], PARTY),
    allYes('organs', '各项机构制度健全', 'Organs with their rules', ['congressRules', 'councilRules', 'supervisorRules', 'officeRules'], STRUCTURE),
    allYes('secretaryGeneral', '秘书长专职', 'Full-time secretary-general', ['fullTimeSecretary'], STRUCTURE),
    none('subBranches', '分支机构下再设分支机构', 'Branches under branches', ['branchesUnderBranches'], BRANCHES),
    { kind: 'idleBranches', key: 'idleBranch', name: { zh: '分支机构长期不开展活动', en: 'Idle branches' }, clause: BRANCHES, then: 'finding', table: 'branches', column: 'lastActive', months: idleMonths },
    allYes('procedure', '活动合规、民主决策和备案', 'Activities by the rules', ['withinCharter', 'decidedAndFiled'], ACTIVITIES),
    none('nameLending', '挂名收费', 'Name lent for fees', ['nameLent'], ACTIVITIES),
    none('forcedGiving', '强制赞助、捐赠、订购', 'Forced giving', ['forced'], ACTIVITIES),
    allYes('abroad', '境外合作与捐赠', 'Cooperation abroad', ['abroadByRules'], ACTIVITIES),
    none('approvedAwards', '未经批准的评比表彰', 'Awards without approval', ['unapprovedAwards'], AWARDS),
    none('freeAwards', '评比表彰收费', 'Awards for fees', ['awardFees'], { document: '004', clause: '§2.6' }),
    none('domesticAwards', '与境外组织合作评比表彰', 'Awards with bodies abroad', ['awardsAbroad'], AWARDS),
  ],
});
