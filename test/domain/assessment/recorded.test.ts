import { explainRecordedIndicator, recordedValues, withRecorded } from '../../../domain/assessment/recorded.js';
import type { Indicator } from '../../../domain/programme/stages/capability-assessment.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';
import { askedBy } from '../../../domain/programme/hand-in.js';
import { shipped } from '../programme/shipped.js';

const programme = shipped('world-class-2018');
const stage = programme.stages[0];
if (stage?.type !== 'capabilityAssessment') throw new Error('the first stage is the assessment');
const indicator = stage.indicators.find(({ from }) => from !== undefined) as Indicator;
const record = { id: 'r1', programme: 'reform-plan-2018', percent: 92, asOf: '2018-06-30' };

describe('progress of the reform plan is an indicator of the capability assessment (002 notice)', () => {
  test('it is worth points, and no society is asked for it', () => {
    expect(indicator).toMatchObject({ key: 'reformProgress', from: { record: 'progress', programme: 'reform-plan-2018' }, clause: { document: '002', clause: 'notice' } });
    const asked = askedBy(programme, { kind: 'indicators', step: 'figures', ofProject: false });
    expect(asked?.what === 'indicators' && asked.indicators.some(({ key }) => key === 'reformProgress')).toBe(false);
  });

  test('the recorded percentage counts, not what a society says about itself; nothing recorded is missing, not zero', () => {
    expect(withRecorded(stage.indicators, { reformProgress: 100, papers: 3 }, [record])).toEqual({ reformProgress: 92, papers: 3 });
    expect(withRecorded(stage.indicators, { reformProgress: 100, papers: 3 }, [{ ...record, programme: 'another' }])).toEqual({ papers: 3 });
  });

  test('it is kept beside the figures with the record as its evidence: what is withdrawn later changes no result', () => {
    expect(recordedValues(stage.indicators, [record])).toEqual([{ indicator: 'reformProgress', value: 92, evidence: 'society_record r1' }]);
    expect(recordedValues(stage.indicators, [])).toEqual([]);
  });

  test('the newest record decides', () => {
    expect(withRecorded(stage.indicators, {}, [record, { ...record, id: 'r2', percent: 50, asOf: '2019-03-31' }, { ...record, id: 'r0', percent: 10, asOf: '2017-06-30' }])).toEqual({ reformProgress: 50 });
  });

  test('it can be asked where the value comes from', () => {
    const why = explainRecordedIndicator(indicator, [record]);
    expect(why).toMatchObject({ result: 92, clause: { document: '002' }, inputs: [{ value: 92, source: { kind: 'record', id: 'r1' } }] });
    expect(isMessageKey(why?.formula.code ?? '')).toBe(true);
    expect(explainRecordedIndicator(indicator, [])).toMatchObject({ result: null, inputs: [] });
  });

  test('a plan that was not handed in costs points as a finding', () => {
    expect(stage.deductions).toContainEqual(expect.objectContaining({ key: 'reformPlanMissing', clause: { document: '002', clause: 'notice' } }));
  });
});
