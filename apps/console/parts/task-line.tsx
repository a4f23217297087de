import { Link } from '@tanstack/react-router';
import type { Schemas } from '../app/api.js';
import { useNow } from '../app/session.js';
import { sayDeadline, sayLeft } from '../words/dates.js';
import { bilingual } from '../words/locale.js';
import { say } from '../words/say.js';
import { StatusTag } from './status-tag.js';

/** A decision is taken where its record is; everything else is filled in on a page of its own. */
export function TaskLink({ task, children }: { task: Schemas['Task']; children: React.ReactNode }) {
  if (task.projectId !== null && (task.role === 'leadership' || task.role === 'staff')) return <Link to="/projects/$id" params={{ id: task.projectId }}>{children}</Link>;
  if (task.applicationId !== null && task.role === 'staff') return <Link to="/w/applications/$id" params={{ id: task.applicationId }}>{children}</Link>;
  return <Link to="/tasks/$id" params={{ id: task.id }}>{children}</Link>;
}

/** What it is called, with its implementation year: `2018.inspection` is a step of that one. */
export function taskTitle({ name, step }: Pick<Schemas['Task'], 'name' | 'step'>): string {
  const year = /^(\d{4})\./.exec(step)?.[1];
  return year === undefined ? bilingual(name) : `${year} · ${bilingual(name)}`;
}

export function TaskLine({ task }: { task: Schemas['Task'] }) {
  const now = useNow();
  const whose = task.societyName ?? task.about;
  return (
    <li className="line">
      <div>
        <TaskLink task={task}><strong>{taskTitle(task)}</strong></TaskLink>
        <p className="quiet">{task.roundName}{whose !== null && ` · ${whose}`}</p>
        {task.state === 'open' && (
          <p>
            {say('home.due', { due: sayDeadline(task.dueAt) })} · <strong>{sayLeft(task.dueAt, now)}</strong>
            {task.extended && <> · {say('home.extended')}</>}
            {task.suspended && <> · {say('home.suspended')}</>}
          </p>
        )}
        {task.draftComplete === true && task.state === 'open' && <p className="notice">{say('home.complete')}</p>}
        {task.draftComplete === false && task.state === 'open' && <p className="quiet">{say('home.draft')}</p>}
      </div>
      {task.state !== 'open' && <StatusTag group="task" state={task.state} />}
    </li>
  );
}
