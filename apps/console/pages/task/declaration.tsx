import { Input } from 'antd';
import type { Schemas } from '../../app/api.js';
import { inBrackets, say } from '../../words/say.js';
import { useDraft } from './draft.js';
import { HandIn } from './hand-in.js';
import type { Detail } from './task.js';

type Conflict = { applicationId: string; reason: string };

/** One looks through all applications before any is assigned. */
export function ConflictDeclaration({ task }: { task: Detail }) {
  const draft = useDraft(task, { kind: 'conflictDeclaration', conflicts: [] });
  const conflicts = (draft.payload['conflicts'] as Conflict[] | undefined) ?? [];
  const write = (next: Conflict[]): void => draft.change({ kind: 'conflictDeclaration', conflicts: next });
  const lacking = conflicts.filter(({ reason }) => reason.trim() === '').length;
  return (
    <>
      <p>{say('declaration.how', { count: task.subjects.length })}</p>
      <ul className="lines">
        {task.subjects.map(({ applicationId, society }) => {
          const found = conflicts.find((one) => one.applicationId === applicationId);
          const others = conflicts.filter((one) => one.applicationId !== applicationId);
          return (
            <li className="line" key={applicationId}>
              <label><input type="checkbox" checked={found !== undefined} onChange={() => write(found === undefined ? [...conflicts, { applicationId, reason: '' }] : others)} /> {society.name}{inBrackets(society.code)}</label>
              {found !== undefined && <Input aria-label={say('declaration.reason', { name: society.name })} placeholder={say('declaration.reasonHint')} value={found.reason} onChange={({ target }) => write([...others, { applicationId, reason: target.value }])} />}
            </li>
          );
        })}
      </ul>
      <HandIn task={task} draft={draft} lacking={lacking} name={say(conflicts.length === 0 ? 'declaration.none' : 'declaration.some')} body={() => ({ kind: 'conflictDeclaration', conflicts } satisfies Schemas['Submission'])} />
    </>
  );
}
