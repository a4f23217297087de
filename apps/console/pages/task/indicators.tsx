/** The figures of the capability assessment: one line each, with the paper that proves it. */
import type { Schemas } from '../../app/api.js';
import { Section } from '../../parts/page.js';
import { Control } from '../../parts/form/inputs.js';
import { bilingual } from '../../words/locale.js';
import { inBrackets, say } from '../../words/say.js';
import { useDraft } from './draft.js';
import { HandIn } from './hand-in.js';
import type { Detail } from './task.js';

type Indicator = Extract<NonNullable<Detail['asks']>, { what: 'indicators' }>['indicators'][number];
interface Line {
  indicator: string;
  value?: unknown;
  evidence?: string;
}

export function Indicators({ task, indicators }: { task: Detail; indicators: Indicator[] }) {
  const draft = useDraft(task, { kind: 'indicators', values: [] });
  const lines = (draft.payload['values'] as Line[] | undefined) ?? [];
  const lineOf = (key: string): Line => lines.find(({ indicator }) => indicator === key) ?? { indicator: key };
  const set = (key: string, part: Partial<Line>): void => {
    const next = { ...lineOf(key), ...part };
    const rest = lines.filter(({ indicator }) => indicator !== key);
    const empty = next.value === undefined && (next.evidence ?? '') === '';
    draft.change({ kind: 'indicators', values: empty ? rest : [...rest, next] });
  };
  const complete = lines.filter(({ value, evidence }) => typeof value === 'number' && (evidence ?? '').trim() !== '');
  const faulty = lines.length - complete.length;
  const dimensions = [...new Set(indicators.map(({ dimension }) => dimension))];
  return (
    <>
      <p>{say('indicators.how', { filled: complete.length, all: indicators.length })}</p>
      {dimensions.map((dimension) => {
        const own = indicators.filter((one) => one.dimension === dimension);
        return (
          <Section key={dimension} title={bilingual(own[0]?.dimensionName ?? { zh: dimension, en: dimension })}>
            {own.map((one) => <IndicatorLine key={one.key} one={one} line={lineOf(one.key)} set={(part) => set(one.key, part)} />)}
          </Section>
        );
      })}
      <HandIn task={task} draft={draft} lacking={complete.length === 0 ? 1 : faulty} body={() => ({ kind: 'indicators', values: lines as Extract<Schemas['Submission'], { kind: 'indicators' }>['values'] })} />
    </>
  );
}

function IndicatorLine({ one, line, set }: { one: Indicator; line: Line; set: (part: Partial<Line>) => void }) {
  const half = line.value !== undefined && (line.evidence ?? '').trim() === '';
  return (
    <fieldset className="form-section indicator">
      <legend className="sr-only">{bilingual(one.name)}</legend>
      <div className="field"><label htmlFor={`value-${one.key}`}>{bilingual(one.name)}{inBrackets(bilingual(one.unit))} <span className="required">{say('indicators.points', { points: one.points })}</span></label>
        <Control id={`value-${one.key}`} kind="number" value={line.value} change={(value) => set({ value })} />
      </div>
      <div className="field"><label htmlFor={`evidence-${one.key}`}>{say('indicators.evidence')}</label><p className="hint">{bilingual(one.evidence)}</p>
        <Control id={`evidence-${one.key}`} kind="text" value={line.evidence} faulty={half} change={(value) => set({ evidence: value as string | undefined })} />
        {half && <p className="fault">{say('indicators.evidenceMissing')}</p>}
      </div>
    </fieldset>
  );
}
