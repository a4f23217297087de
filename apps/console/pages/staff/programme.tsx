/** The programme editor: what changes from round to round as a form, all of it as the file, with the validator's messages beside it; a rehearsal at the press of a button. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { Loaded, Page, Section } from '../../parts/page.js';
import { Refusal } from '../../parts/refusal.js';
import { TimelineShown } from '../../parts/timeline-shown.js';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';
import { withVersion } from './programme-fields.js';
import { ProgrammeForm } from './programme-form.js';

export function ProgrammePage() {
  const { id } = useParams({ from: '/w/programmes/$id' });
  const programme = useQuery({ queryKey: ['programme', id], staleTime: Infinity, queryFn: () => answer(api.GET('/api/v1/programmes/{id}', { params: { path: { id } } })) });
  return <Loaded query={programme}>{(data) => <Editor key={data.id} programme={data} />}</Loaded>;
}

const draftKey = (id: string): string => `xuehui.programme.${id}`;

function Editor({ programme }: { programme: Schemas['ProgrammeDetail'] }) {
  const may = useMay();
  const timeline = useQuery({ queryKey: ['programme', programme.id, 'timeline'], staleTime: Infinity, queryFn: () => answer(api.POST('/api/v1/programmes/{id}/timeline', { params: { path: { id: programme.id } }, body: { settings: {} } })) });
  const [source, setSource] = useState(() => localStorage.getItem(draftKey(programme.id)) ?? programme.source);
  const [check, setCheck] = useState<Schemas['ProgrammeCheck']>();
  const [error, setError] = useState<unknown>();
  const write = (next: string): void => {
    setSource(next);
    setCheck(undefined);
    if (next === programme.source) localStorage.removeItem(draftKey(programme.id));
    else localStorage.setItem(draftKey(programme.id), next);
  };
  const validate = async (): Promise<void> => {
    setError(undefined);
    try {
      setCheck(await answer(api.POST('/api/v1/programmes/check', { body: { source, fileName: `${programme.key}.yaml` } })));
    } catch (refused) {
      setError(refused);
    }
  };
  const changed = source !== programme.source;
  const mayEdit = may('programme.publish');
  // The first change makes it the next version; a version that is published never changes.
  const edit = (next: string): void => write(source === programme.source ? withVersion(next, programme.version + 1) : next);
  return (
    <Page title={bilingual(programme.name)} crumbs={[{ title: say('nav.programmes'), to: '/w/programmes' }, { title: `${programme.key} v${programme.version}` }]}
      acts={may('rehearsal.manage') && <Rehearse programme={programme} />}
    >
      {mayEdit && (
        <Section
          title={say('programme.form')}
          acts={changed && (
            <>
              <Button type={check?.ok === true ? 'default' : 'primary'} onClick={() => void validate()}>{say('programme.validate')}</Button>
              <Button onClick={() => write(programme.source)}>{say('programme.undo')}</Button>
              {check?.ok === true && <Publish programme={programme} source={source} version={check.version ?? 0} />}
            </>
          )}
        >
          <p>{say('programme.formHow', { version: programme.version + 1 })}</p>
          <Checked check={check} changed={changed} error={error} />
          <ProgrammeForm before={programme.source} source={source} year={programme.year} change={edit} />
        </Section>
      )}
      <Section title={say('programme.timeline')}><Loaded query={timeline}>{(data) => <TimelineShown timeline={data} />}</Loaded></Section>
      <Section title={say('programme.versions')}><Versions programme={programme} /></Section>
      <Section title={say('programme.file')}>
        {mayEdit && <p>{say('programme.how')}</p>}
        <div className="with-side">
          <Input.TextArea className="code-area" aria-label={say('programme.file')} readOnly={!mayEdit} rows={32} spellCheck={false} value={source} onChange={({ target }) => write(target.value)} />
          <aside className="sticky" role="status">
            <Checked check={check} changed={changed} error={error} />
            {changed && <LineDiff before={programme.source} after={source} />}
          </aside>
        </div>
      </Section>
    </Page>
  );
}

/** What the validator says: line, rule, place. */
function Checked({ check, changed, error }: { check: Schemas['ProgrammeCheck'] | undefined; changed: boolean; error: unknown }) {
  return (
    <>
      <Refusal error={error} />
      {check === undefined ? <p className="quiet">{say(changed ? 'programme.changed' : 'programme.unchanged')}</p> : check.ok ? <p className="notice good">{say('programme.ok', { key: check.key ?? '', version: check.version ?? 0 })}</p> : (
        <ol role="alert">{check.problems.map((problem, n) => <li key={n}><strong>{say('programme.line', { line: problem.line })}</strong> {problem.message} <code>{problem.path}</code></li>)}</ol>
      )}
    </>
  );
}

/** Plays the whole programme with simulated people, in a realm of its own: how it would go, in minutes. */
function Rehearse({ programme }: { programme: Schemas['ProgrammeDetail'] }) {
  const navigate = useNavigate();
  return (
    <Act
      name={say('programme.rehearse')} consequence={say('programme.rehearseHint')}
      fields={[{ key: 'societies', label: say('rehearsals.societies'), hint: say('programme.societiesHint'), kind: 'number', value: '40', required: true }, { key: 'seed', label: say('programme.seed'), hint: say('programme.seedHint'), value: '1', required: true }]}
      act={async ({ societies = '', seed = '' }, key) => {
        const job = await answer(api.POST('/api/v1/jobs/rehearsals', { params: { header: keyed(key) }, body: { programmeId: programme.id, societies: Number(societies), seed } }));
        await navigate({ to: '/w/jobs/$id', params: { id: job.id } });
      }}
    />
  );
}

/** Lines that are on one side only; enough to see what one has changed. */
function LineDiff({ before, after }: { before: string; after: string }) {
  const old = new Set(before.split('\n'));
  const next = new Set(after.split('\n'));
  const gone = [...old].filter((line) => !next.has(line));
  const come = [...next].filter((line) => !old.has(line));
  return <><h3>{say('programme.diff')}</h3><pre>{[...gone.map((line) => `− ${line}`), ...come.map((line) => `+ ${line}`)].join('\n')}</pre></>;
}

function Publish({ programme, source, version }: { programme: Schemas['ProgrammeDetail']; source: string; version: number }) {
  const refresh = useRefresh();
  const navigate = useNavigate();
  return (
    <Act
      name={say('programme.publish', { version })} primary consequence={say('programme.publishHint')}
      act={async (_, key) => {
        const made = await answer(api.POST('/api/v1/programmes', { params: { header: keyed(key) }, body: { source, fileName: `${programme.key}.yaml` } }));
        localStorage.removeItem(draftKey(programme.id));
        await refresh();
        await navigate({ to: '/w/programmes/$id', params: { id: made.id } });
      }}
    />
  );
}

function Versions({ programme }: { programme: Schemas['ProgrammeDetail'] }) {
  const [other, setOther] = useState('');
  const all = useQuery({ queryKey: ['programmes'], queryFn: () => answer(api.GET('/api/v1/programmes')) });
  const diff = useQuery({ queryKey: ['diff', programme.id, other], enabled: other !== '', queryFn: () => answer(api.GET('/api/v1/programmes/{id}/diff/{other}', { params: { path: { id: other, other: programme.id } } })) });
  const others = (all.data?.items ?? []).filter(({ id, key }) => id !== programme.id && key === programme.key);
  if (others.length === 0) return <p className="quiet">{say('programme.onlyVersion')}</p>;
  return (
    <>
      <label>{say('programme.compare')} <select className="select slim" value={other} onChange={({ target }) => setOther(target.value)}><option value="">{say('field.choose')}</option>{others.map(({ id, version }) => <option key={id} value={id}>v{version}</option>)}</select></label>
      {other !== '' && <Loaded query={diff}>{({ changes }) => <ul>{changes.map((change) => <li key={change.path}><code>{change.path}</code>{say('mark.colon')}{JSON.stringify(change.before)} → {JSON.stringify(change.after)}</li>)}</ul>}</Loaded>}
    </>
  );
}
