/**
 * Who may do what: the one table. Every route names one of these permissions; what a permission allows on a single
 * record is decided by that record's policy. Which role does what is [C] except where a clause is cited.
 */
import type { MemberRole, Role } from './roles.js';
import { MEMBER_ROLES, ROLES } from './roles.js';

const office: MemberRole[] = ['staff'];
/** Those who watch over the office: they read what it does and decide nothing. */
const watchers: MemberRole[] = ['leadership', 'discipline', 'administrator'];

export const PERMISSIONS = {
  /** What anybody may see, signed in or not. */
  'public.read': ROLES,
  /** One's own account, tasks and sessions. */
  'self.read': MEMBER_ROLES,
  'self.write': MEMBER_ROLES,

  'account.read': ['administrator'],
  'account.manage': ['administrator'],
  'token.manage': ['administrator'],

  'society.list': [...office, ...watchers, 'finance'],
  'society.read': [...office, ...watchers, 'finance', 'society'],
  'society.manage': office,
  /** Two records of the same society: one becomes part of the other. */
  'society.merge': [...office, 'administrator'],
  /** The contact person and telephone: the society's own, or staff's when the contact has left. */
  'society.contact': [...office, 'society'],
  /** Facts recorded about a society: inspections, penalties, awards (000 §5.2). */
  'society.record': office,

  'programme.read': [...office, ...watchers],
  'programme.publish': office,

  /** That a round exists and how far it is; drafts are for those who may look into it. */
  'round.read': MEMBER_ROLES,
  'round.manage': office,
  'round.launch': office,
  /** Counts, events and what went out. */
  'round.overview': [...office, ...watchers],

  /** The State Council's working days; whoever records a notice changes no deadline by it. */
  'calendar.read': MEMBER_ROLES,
  'calendar.record': [...office, 'administrator'],

  'deadline.read': [...office, ...watchers],
  'deadline.decide': office,

  'stuck.read': [...office, ...watchers],
  /** Technical: the workflow looks again, nothing is decided. */
  'stuck.retry': [...office, 'administrator'],
  'stuck.decide': office,

  'assessment.read': [...office, ...watchers],
  'assessment.confirm': office,
  /** What came of a collection of materials; a society its own. */
  'collection.read': [...office, ...watchers, 'society'],

  'suggestedList.read': [...office, ...watchers],
  'suggestedList.manage': office,

  /** What one owes oneself, or one's role does; whoever may look into rounds sees all of it. */
  'task.read': [...office, ...watchers, 'society', 'expert', 'groupLeader', 'auditor', 'finance'],
  /** Handing in; which task is whose is the task's policy. */
  'task.submit': [...office, 'society', 'expert', 'groupLeader', 'auditor', 'finance'],

  /** What came on paper is entered by the office for its society; those who watch over the office do not. */
  'paper.enter': office,

  /** Documents that go with what one hands in; others read them through the record that names them. */
  'document.upload': [...office, 'society', 'expert', 'groupLeader', 'auditor', 'finance', 'leadership', 'discipline'],

  /** A society its own, an expert what is assigned to it. */
  'application.read': [...office, ...watchers, 'society', 'expert', 'groupLeader'],
  'application.decide': office,
  'application.withdraw': ['society'],
  'application.cancel': office,
  /** 001 §3: applying without having been suggested. */
  'application.volunteer': ['society'],
  /** Before applying: rule by rule, a society about itself (PROGRAMMES, "every refusal tells …"). */
  'eligibility.read': [...office, ...watchers, 'society'],
  'eligibility.settle': office,
  /** A recorded fact is contested by whom it is about, and answered by the office. */
  'fact.contest': ['society'],
  'fact.answer': office,

  'expert.read': [...office, ...watchers],
  'expert.manage': office,
  'panel.invite': office,
  'review.read': [...office, ...watchers],
  /** While experts score: fewer reviews, a recusal that has come to light. */
  'review.decide': office,
  /** The run-sheet: an expert what its panels hear, a society its own time and room. */
  'defence.read': [...office, ...watchers, 'expert', 'groupLeader', 'society'],
  /** Rooms, hours, changes, sign-in and timekeeping of the defence. */
  'defence.manage': office,
  'ranking.confirm': office,
  /** 000 §2: 左右: the planned numbers of a running round. */
  'quota.change': office,
  /** Who decided what, when, what was there before, and whether it may be corrected. */
  'decision.read': [...office, ...watchers],
  /** The table of corrections says which are the leadership's (domain/decisions/undo.ts). */
  'decision.correct': [...office, 'leadership'],

  /** Anybody may object; a real name is what makes an answer due (000 §5.3 [C]). */
  'public.object': ROLES,
  'publicity.replace': office,
  /** The check before it, what is posted, and what corrects it. */
  'publicity.post': office,
  'objection.read': [...office, ...watchers],
  /** Who objected is confidential: for those who answer and those who watch over the answers. Every look is recorded. */
  'objection.identity': [...office, 'discipline'],
  'objection.answer': office,
  /** Somebody else than who answered first decides again [C]. */
  'objection.reexamine': [...office, 'leadership', 'discipline'],
  'objection.contest': ['society'],
  /** 线索: kept by the office and the discipline office, walled off from those concerned [C]. */
  'lead.read': [...office, 'discipline'],
  'lead.triage': [...office, 'discipline'],

  /** 003 §4: the call and the circular are the office's. */
  'call.publish': office,
  'round.commend': office,

  'approval.read': [...office, ...watchers],
  /** 000 §5.3: the leadership decides, collectively; its office enters the decision with the minutes. */
  'approval.decide': ['leadership'],
  'approval.resubmit': office,

  'project.read': [...office, ...watchers, 'finance', 'auditor', 'society'],
  /** Each decision belongs to the role that the programme names for it. */
  'project.decide': [...office, 'leadership'],

  /** A society that does not sign, a project that cannot go on: with reason and minutes; the office enters what was decided. */
  'project.terminate': [...office, 'leadership'],
  /** Figures of all projects of a round. */
  'money.read': [...office, ...watchers, 'finance', 'auditor'],
  /** 003 §5.3: 单独核算: the society records what it spends, and takes back what was wrong. */
  'spending.record': ['society'],
  'budget.apply': ['society'],
  'budget.decide': office,
  /** That money has come back. Arrival is confirmed by what finance hands in. */
  'money.confirm': ['finance'],
  /** Gives up what is claimed of a project that has ended. */
  'claim.writeOff': ['leadership'],
  /** 000 §5.5: 第三方绩效评价: who audits whom. */
  'auditor.appoint': office,
  /** An auditor those it was appointed for. */
  'projectAudit.read': [...office, ...watchers, 'auditor'],

  'sanction.read': [...office, ...watchers, 'finance', 'society'],
  /** 003 §5.2: 严肃查处: the office and the discipline inspection open a case on what they found [C]. */
  'sanction.open': [...office, 'discipline'],
  /** Decided, written off, lifted collectively, with the number of the minutes [C]. */
  'sanction.decide': ['leadership'],
  /** Records what arrives on a clawback. */
  'sanction.recover': [...office, 'finance'],
  /** Why something is as it is; what each may ask about is the kind's own (apps/api/explanations). */
  'explanation.read': [...office, ...watchers, 'finance', 'auditor', 'society', 'expert', 'groupLeader'],

  'mail.read': [...office, 'administrator'],
  /** Writes to everybody of a round at once. */
  'mail.announce': office,
  /** Reads what a society sees, as it sees it; every look is on record. */
  'society.viewAs': office,
  'audit.read': [...office, ...watchers],

  /** Whether workers, mail and workflows are going. */
  'operation.read': ['administrator'],

  /** From the live realm only: opens worlds of their own, steps their clocks and acts in them as anybody. `operator` is a program. */
  'rehearsal.manage': ['staff', 'administrator', 'operator'],

  /** Work over many records: whoever may do one of them may do all; all of the office see how it goes. */
  'job.read': [...office, 'administrator'],
  'job.stop': [...office, 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];
