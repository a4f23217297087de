/** The foot of every hand-in: how it is saved, what still lacks, the check before it is sent, and the receipt. */
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useContext, useState } from 'react';
import type { Schemas } from '../../app/api.js';
import { ActDialog } from '../../parts/act.js';
import { Refusal, titleOf } from '../../parts/refusal.js';
import { sayTime } from '../../words/dates.js';
import { say } from '../../words/say.js';
import type { DraftHandle, SaveState } from './draft.js';
import type { Detail } from './task.js';
import { WayContext } from './way.js';

interface HandInProps {
  task: Detail;
  draft: DraftHandle;
  body: () => Schemas['Submission'];
  /** What the page itself sees is missing, or undefined before it has looked; the server checks again. */
  lacking: number | undefined;
  name?: string;
  /** Where to go on after it. */
  done?: () => void;
}

export function HandIn({ task, draft, body, lacking: inForm, name: own = say('task.submit'), done }: HandInProps) {
  const way = useContext(WayContext);
  const lacking = inForm === undefined ? undefined : inForm + way.lacking;
  const name = way.name ?? own;
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>();
  const ask = async (): Promise<void> => {
    setError(undefined);
    try {
      await draft.flush();
      setAsking(true);
    } catch (refused) {
      setError(refused);
    }
  };
  const submit = async (_: unknown, key: string): Promise<void> => {
    await way.submit(task.id, body(), key);
    draft.forget();
    await queries.invalidateQueries();
    done?.();
  };
  return (
    <>
      <SaveLine draft={draft} />
      <Refusal error={error} />
      <div className="big-submit no-print">
        <Button type="primary" size="large" onClick={() => void ask()}>{name}</Button>
        {lacking !== undefined && <strong className={lacking === 0 ? 'good' : 'warn'}>{lacking === 0 ? say('task.complete') : say('task.lacking', { count: lacking })}</strong>}
      </div>
      {asking && (
        <ActDialog
          name={name} close={() => setAsking(false)} act={submit} remedy={way.remedy}
          consequence={<><p>{way.consequence(task)}</p>{lacking !== undefined && lacking > 0 && <p className="warn">{say('task.lacking', { count: lacking })}</p>}</>}
        />
      )}
    </>
  );
}

export function SaveLine({ draft }: { draft: DraftHandle }) {
  const { state } = draft;
  return (
    <div className="save-state" role="status">
      {text(state)}
      {state.is === 'signIn' && <> <a href={`/login?back=${encodeURIComponent(window.location.pathname)}`} target="_blank" rel="noreferrer">{say('shell.signIn')}</a></>}
      {state.is === 'conflict' && <span className="acts"><Button onClick={draft.keepMine}>{say('draft.keepMine')}</Button><Button onClick={draft.takeTheirs}>{say('draft.takeTheirs')}</Button></span>}
    </div>
  );
}

function text(state: SaveState): string {
  switch (state.is) {
    case 'clean':
      return '';
    case 'waiting':
      return say('draft.saving');
    case 'saved':
      return say('draft.saved', { time: sayTime(state.at) });
    case 'offline':
      return say('draft.offline');
    case 'signIn':
      return say('draft.signIn');
    case 'conflict':
      return say('draft.conflict');
    case 'refused':
      return titleOf(state.error);
  }
}
