/** [C] What a society is asked for before a sanction is decided, and what is only decided in a case. */
import type { Form } from '../programme/form.js';
import type { Clause } from '../refusal.js';
import { say, type MessageKey, type ParamsOf } from '../wording/catalogue.js';

const HEARD: Clause = { document: 'choice', clause: 'the society is heard before a sanction' };

type Plain = { [Key in MessageKey]: [ParamsOf<Key>] extends [never] ? Key : never }[MessageKey];
const named = (key: Plain) => ({ zh: say('zh', key), en: say('en', key) });

export const statementForm = (): Form => ({
  sections: [{
    key: 'statement',
    name: named('form.statement.section'),
    fields: [
      { key: 'statement', name: named('form.statement.text'), kind: 'text', required: true, maxLength: 8000, clause: HEARD },
      { key: 'evidence', name: named('form.statement.facts'), kind: 'text', required: false, maxLength: 4000 },
      {
        key: 'inPerson', name: named('form.statement.hearing'), kind: 'choice', required: false,
        options: [{ key: 'yes', name: named('form.statement.yes') }, { key: 'no', name: named('form.statement.no') }],
      },
    ],
  }],
});

/** Undefined for a kind of task that no case has. */
export function askedInCase(kind: string): { what: 'form'; form: Form; clause: Clause } | { what: 'decision'; outcomes: string[]; clause: Clause } | undefined {
  switch (kind) {
    case 'sanctionStatement':
      return { what: 'form', form: statementForm(), clause: HEARD };
    case 'sanctionDecision':
      return { what: 'decision', outcomes: ['dismissed', 'revoked'], clause: { document: '003', clause: '§5.2' } };
    // Money is not handed in: finance records what arrives.
    case 'clawback':
      return { what: 'decision', outcomes: [], clause: { document: '003', clause: '§5.2' } };
    default:
      return undefined;
  }
}
