import { composeMail, isMailKind, isRoundless, reminderKind, type MailKind } from '../../../domain/wording/compose-mail.js';
import { sayClause, sayDay, sayDue, sayInstant } from '../../../domain/wording/dates.js';
import { withGroupNames } from '../../../domain/wording/groups.js';
import { sayProgrammeProblem } from '../../../domain/wording/problems.js';
import { taskName } from '../../../domain/wording/tasks.js';
import { sayWait, sayWaitShort } from '../../../domain/wording/waits.js';
import { zh } from '../../../domain/wording/zh.js';
import { beijing, edited, problemsOf, programme } from '../programme/support.js';

const frame = { programme: programme(), rehearsal: false, link: 'https://xuehui.example/home' };
const kinds = Object.keys(zh).flatMap((key) => /^mail\.(.+)\.subject$/.exec(key)?.[1] ?? []).filter(isMailKind);

describe('mails', () => {
  test('every mail has a subject and a body, the programme and the office to ask', () => {
    expect(kinds.length).toBeGreaterThan(25);
    for (const kind of kinds) {
      for (const locale of ['zh', 'en'] as const) {
        const mail = composeMail(locale, kind, frame, {});
        expect(`${mail.subject}${mail.body}`).not.toMatch(/\{\w+\}/);
        expect(mail.subject).not.toBe('');
        expect(mail.body).toContain('010-0000-0000');
        expect(mail.body).toContain(frame.programme.name[locale]);
      }
    }
  });

  test('a complete draft is told that it is not submitted (已填完，但尚未提交)', () => {
    const kind = reminderKind('T-1', true);
    const mail = composeMail('zh', kind, frame, { society: '示例学会', task: 'application', dueAt: '2018-10-28T16:00:00.000Z' });
    expect(mail.subject).toContain('已填完，但尚未提交');
    expect(mail.body).toContain('2018年10月28日（周日）24:00（含当日）');
    expect(mail.body).toContain('提交项目申报书');
    expect(reminderKind('overdue', true)).toBe('draftMissed');
  });

  test.each(['T-14', 'T-7', 'T-3', 'T-1', 'T-0', 'overdue'])('the wave %s has its own words', (wave) => {
    expect(reminderKind(wave, false)).toBe(`reminder.${wave}`);
  });

  test('a wave that only one programme has is worded all the same', () => {
    expect(reminderKind('T-30', false)).toBe('reminder.other');
  });

  test('不予受理 names rule, clause, fact and how to contest it; 取消申报资格 is another letter', () => {
    const params = { society: '示例学会', rule: 'criticismOrPenalty', clause: '000 §5.2', why: '2016年5月被某主管部门通报批评', reason: '经核实' };
    const refused = composeMail('zh', 'notAccepted', frame, params);
    for (const part of ['不予受理', '近三年（2015—2017年）违反国家相关规定受到通报批评或处罚', '《世界一流学会建设项目实施方案》第五部分第2项', '2016年5月被某主管部门通报批评', '异议']) {
      expect(refused.body).toContain(part);
    }
    const cancelled = composeMail('zh', 'eligibilityCancelled', frame, params);
    expect(cancelled.subject).toContain('取消申报资格');
    expect(cancelled.body).not.toContain('不予受理');
  });

  test('what belongs to no round is signed by no programme; a deadline that is not known yet says why', () => {
    const letter = (answerBy: string) => composeMail('zh', 'contestRaised', { ...frame, programme: undefined }, { recipient: '您好', society: '示例学会', reason: '结论有误', answerBy, rule: 'violation' });
    expect(letter('2021-11-19T16:00:00.000Z')).toEqual({ subject: '示例学会对记录提出异议', body: '您好：\n\n示例学会提出异议或补充事实：\n\n结论有误\n\n答复期限：2021年11月19日（周五）24:00（含当日）\n\n请核实后答复：https://xuehui.example/home' });
    expect(letter('unknown').body).toContain('待有关年份放假调休安排公布并录入日历后确定');
    expect(isRoundless('contestOverdue') && !isRoundless('receipt')).toBe(true);
  });

  test('补正通知 lists everything once', () => {
    const mail = composeMail('zh', 'correction', frame, { items: '1. 盖章页缺失\n2. 指标无佐证', dueAt: '2018-10-31T16:00:00.000Z' });
    expect(mail.body).toContain('一次性告知');
    expect(mail.body).toContain('2. 指标无佐证');
  });

  test('an extension names the old and the new date', () => {
    const mail = composeMail('zh', 'extension', frame, { task: 'score', before: '2018-10-28T16:00:00.000Z', dueAt: '2018-11-01T16:00:00.000Z', reason: '系统维护' });
    expect(mail.body).toContain('由2018年10月28日（周日）24:00（含当日）延长至2018年11月1日（周四）24:00（含当日）');
  });

  test('a rehearsal says so in the subject', () => {
    expect(composeMail('zh', 'receipt', { ...frame, rehearsal: true }, {}).subject.startsWith('【演练】')).toBe(true);
  });

  test.each<MailKind>(['verdict.continue', 'verdict.adjust', 'verdict.terminate', 'acceptance.passed', 'acceptance.failed', 'publicityNotice', 'objectionReceipt', 'objectionAnswered', 'awarded', 'taskBookSigned'])('%s is there', (kind) => {
    expect(kinds).toContain(kind);
  });
});

describe('dates as they are printed', () => {
  test('midnight is 24:00 of the day that ends, and that day is included', () => {
    expect(sayDue('zh', beijing('2018-10-28 24:00'))).toBe('2018年10月28日（周日）24:00（含当日）');
    expect(sayDue('en', beijing('2018-10-28 24:00'))).toBe('Sunday 28 October 2018, 24:00 Beijing time (that day included)');
    expect(sayDue('zh', beijing('2018-10-26 17:00'))).toBe('2018年10月26日（周五）17:00');
  });

  test('instants are Beijing time', () => {
    expect(sayInstant('zh', Date.parse('2018-10-28T01:31:40Z'))).toBe('2018年10月28日（周日）09:31');
    expect(sayDay('en', '2018-11-07')).toBe('Wednesday 7 November 2018');
  });

  test('clauses are cited as the document is divided', () => {
    expect(sayClause('zh', { document: '000', clause: '§5.2' })).toBe('《世界一流学会建设项目实施方案》第五部分第2项');
    expect(sayClause('zh', { document: '000', clause: '§2' })).toBe('《世界一流学会建设项目实施方案》第二部分');
    expect(sayClause('zh', { document: 'choice', clause: '五个工作日' })).toBe('本系统设定（五个工作日）');
    expect(sayClause('en', { document: '民法总则', clause: '200–205' })).toBe('民法总则, 200–205');
  });
});

describe('waits', () => {
  const since = beijing('2018-10-16 00:00');

  test('say for whom, since when, until when and what then (为谁等、自何时、到何时、然后)', () => {
    expect(sayWait('zh', { role: 'society', what: 'window', since, until: beijing('2018-10-28 24:00') })).toBe(
      '等学会提交申报书。自2018年10月16日（周二）00:00起，至2018年10月28日（周日）24:00（含当日）；到期后停止接收，转入形式审查收尾。',
    );
  });

  test('time alone is waited for without a person', () => {
    expect(sayWait('zh', { role: 'public', what: 'publicity', since, until: since + 1 })).toMatch(/^等公示期届满。/);
  });

  test('a manual wait names its problem', () => {
    expect(sayWait('zh', { role: 'staff', what: 'manual', params: { code: 'TIE_AT_CUT' }, since, until: null })).toContain('入围线上有并列');
  });

  test.each([
    'figures', 'shortlist', 'window', 'checks', 'formalCheck', 'correction', 'panel', 'declarations', 'assignment', 'scoring', 'ranking', 'publicity',
    'objections', 'approval', 'taskBookSigning', 'materials', 'inspection', 'audit', 'verdict', 'finalAcceptance', 'waves', 'manual', 'suspended',
  ])('%s has words for what and for then', (what) => {
    expect(zh).toHaveProperty([`wait.${what}.what`]);
    expect(zh).toHaveProperty([`wait.${what}.then`]);
  });

  test('the short form keeps within the 200 bytes of a Temporal summary', () => {
    const owes = '实施方案与资金管理办法'.repeat(20);
    const text = sayWaitShort('zh', { role: 'society', what: 'materials', params: { owes }, until: since });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200);
    expect(Buffer.byteLength(text)).toBeGreaterThan(190);
  });
});

describe('names', () => {
  test('a task goes by the name the programme gives its document', () => {
    expect(taskName('zh', frame.programme, 'selfEvaluation')).toBe('自我评价');
    expect(taskName('en', frame.programme, 'indicators')).toBe('hand in the figures of the assessment');
  });

  test('discipline groups go by the programme’s names, one or several; what it does not know stays', () => {
    expect(withGroupNames('zh', frame.programme, { groups: 'science+medicine: 2, alchemy: 1', panel: 'engineering', short: 3, code: 'science' })).toEqual({ groups: '理科+医科: 2, alchemy: 1', panel: '工科', short: 3, code: 'science' });
    expect(withGroupNames('en', frame.programme, { group: 'agriculture' })).toEqual({ group: 'Agriculture' });
  });

  test('a problem of a programme is one line that names file, line and field', () => {
    const [problem] = problemsOf(edited('  total: 50', '  total: 51'));
    expect(problem && sayProgrammeProblem('zh', problem)).toMatch(/^world-class-2018\.yaml 第 \d+ 行第 \d+ 列 quota\.total：各档数量之和为 50，与拟支持数量 51 不符。$/);
  });
});
