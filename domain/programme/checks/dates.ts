/** Dates in order: days that exist, openings before due dates, stages one after the other, windows and waves the right way round. */
import { isDay } from '../../calendar/beijing.js';
import type { DateRule } from '../common.js';
import type { Finding } from '../finding.js';
import { implementationYears, projectStepDates, stageDates, type Span } from '../dates.js';
import { isFixed } from '../date-rules.js';
import { insideDates, OUTLASTING } from '../inside-dates.js';
import type { PathStep } from '../locate.js';
import { projectStepsOf, type Programme } from '../schema.js';

export function checkDates(programme: Programme): Finding[] {
  const impossible = impossibleDays(programme);
  // Order is only worth looking at when every day exists.
  return [...impossible, ...(impossible.length === 0 ? orderOfSpans(programme) : []), ...windows(programme), ...waves(programme)];
}

/** 30 February, and 29 February too: a definition must work in every year. */
function impossibleDays(programme: Programme): Finding[] {
  const finding = (rule: DateRule, path: PathStep[]): Finding[] =>
    !isFixed(rule) || isDay(`2019-${rule.on}`) ? [] : [{ path: [...path, 'on'], code: 'DAY_INVALID', params: { day: rule.on } }];
  return [
    ...programme.stages.flatMap((stage, n) => [
      ...finding(stage.opens, ['stages', n, 'opens']),
      ...finding(stage.due, ['stages', n, 'due']),
      ...insideDates(stage).flatMap(([name, rule]) => finding(rule, ['stages', n, name, 'due'])),
      ...(stage.type === 'applicationWindow' ? stage.eligibility : []).flatMap((rule, m) =>
        'window' in rule && rule.window && 'upTo' in rule.window ? finding(rule.window.upTo, ['stages', n, 'eligibility', m, 'window', 'upTo']) : []),
    ]),
    ...projectStepsOf(programme).flatMap((step, n) => [...finding(step.opens, ['project', 'steps', n, 'opens']), ...finding(step.due, ['project', 'steps', n, 'due'])]),
  ];
}

function orderOfSpans(programme: Programme): Finding[] {
  const findings: Finding[] = [];
  let previous: { key: string; span: Span } | undefined;
  programme.stages.forEach((stage, n) => {
    const span = stageDates(programme, {}, stage.key);
    // A reference that leads nowhere is reported by its own check.
    if (!span.ok) return;
    if (span.value.opensMs >= span.value.dueMs) findings.push(outOfOrder(['stages', n, 'due'], stage.key, stage.key));
    // Only the next stage's opening counts: 000 §5.2 opens the day after §5.1 is due.
    if (previous && span.value.opensMs < previous.span.dueMs) findings.push(outOfOrder(['stages', n, 'opens'], previous.key, stage.key));
    previous = { key: stage.key, span: span.value };
    for (const [name, rule] of insideDates(stage)) {
      if (!OUTLASTING.has(name) && isFixed(rule) && isFixed(stage.due) && `${rule.year ?? 0}${rule.on}` > `${stage.due.year ?? 0}${stage.due.on}`) {
        findings.push(outOfOrder(['stages', n, name, 'due'], name, stage.key));
      }
    }
  });
  const year = implementationYears(programme, {})[0];
  projectStepsOf(programme).forEach((step, n) => {
    const span = projectStepDates(programme, {}, step.key, year);
    if (span.ok && span.value.opensMs >= span.value.dueMs) findings.push(outOfOrder(['project', 'steps', n, 'due'], step.key, step.key));
  });
  return findings;
}

const outOfOrder = (path: PathStep[], first: string, second: string): Finding => ({ path, code: 'DATES_OUT_OF_ORDER', params: { first, second } });

/** 2015–2017, not 2017–2015; and the publicity's due date says the same as its length. */
function windows(programme: Programme): Finding[] {
  return programme.stages.flatMap((stage, n): Finding[] => {
    if (stage.type === 'capabilityAssessment' && stage.shortlist.legacy) return reversed(stage.shortlist.legacy, ['stages', n, 'shortlist', 'legacy', 'fromYear']);
    if (stage.type === 'applicationWindow') {
      return stage.eligibility.flatMap((rule, m) => ('window' in rule && rule.window && 'fromYear' in rule.window ? reversed(rule.window, ['stages', n, 'eligibility', m, 'window', 'fromYear']) : []));
    }
    if (stage.type === 'publicityPeriod') {
      const { count, unit } = stage.length;
      const said = 'workingDays' in stage.due ? { count: stage.due.workingDays, unit: 'workingDays' } : 'days' in stage.due ? { count: stage.due.days, unit: 'naturalDays' } : undefined;
      return said?.count === count && said.unit === unit ? [] : [{ path: ['stages', n, 'length'], code: 'LENGTH_NOT_DUE', params: { count, unit } }];
    }
    return [];
  });
}

const reversed = ({ fromYear, toYear }: { fromYear: number; toYear: number }, path: PathStep[]): Finding[] =>
  fromYear <= toYear ? [] : [{ path, code: 'WINDOW_REVERSED', params: { fromYear, toYear } }];

function waves({ reminders }: Programme): Finding[] {
  return reminders.waves.flatMap((wave, n) => {
    const before = reminders.waves[n - 1];
    const path = ['reminders', 'waves', n, 'days'];
    if (wave.days !== (wave.key === 'overdue' ? -1 : Number(wave.key.slice(2)))) return [{ path, code: 'WAVE_NOT_ITS_NAME', params: { wave: wave.key, days: wave.days } }];
    return before && before.days <= wave.days ? [{ path, code: 'WAVES_NOT_SORTED', params: { wave: wave.key } }] : [];
  });
}
