/**
 * An act over the whole result of a filter: the server says first to whom, how many and who is left alone; then it goes on as a job,
 * also when the tab is closed, and tells record by record what came of it.
 */
import { useNavigate } from '@tanstack/react-router';
import type { Schemas } from '../app/api.js';
import { useRefresh } from '../app/acts.js';
import { say } from '../words/say.js';
import { Act, type ActField, type Entered } from './act.js';

interface BulkActProps {
  name: string;
  hint: string;
  fields?: ActField[];
  preview: (entered: Entered) => Promise<Schemas['JobPreview']>;
  start: (entered: Entered, key: string) => Promise<Schemas['Job']>;
}

export function BulkAct({ preview, start, hint, ...act }: BulkActProps) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  return (
    <Act
      {...act} consequence={<p>{hint}</p>}
      preview={async (entered) => <Previewed preview={await preview(entered)} />}
      act={async (entered, key) => {
        const job = await start(entered, key);
        await refresh();
        await navigate({ to: '/w/jobs/$id', params: { id: job.id } });
      }}
    />
  );
}

function Previewed({ preview: { count, items, left } }: { preview: Schemas['JobPreview'] }) {
  return (
    <>
      <p><strong>{say('jobs.concerned', { count })}</strong></p>
      <ul>{items.slice(0, 20).map(({ label, detail }) => <li key={`${label} ${detail}`}>{label} <span className="quiet">{detail}</span></li>)}</ul>
      {count > 20 && <p className="quiet">{say('jobs.andMore', { count: count - 20 })}</p>}
      {left.map((others) => <p key={others.reason} className="quiet">{say('jobs.left', { ...others })}</p>)}
    </>
  );
}
