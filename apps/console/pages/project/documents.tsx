/** What was handed in for a project, each openable beside the page. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Drawer } from 'antd';
import { answer, api, type Schemas } from '../../app/api.js';
import { AnswersShown } from '../../parts/form/answers-shown.js';
import { FileLink } from '../../parts/form/file-link.js';
import { OnPaperNote, sayOnPaper } from '../../parts/on-paper.js';
import { Loaded, Section } from '../../parts/page.js';
import { sayInstant } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';

export function Documents({ project, documents, title }: { project: string; documents: Schemas['Project']['documents']; title: string }) {
  if (documents.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="lines">{documents.map((one) => (
        <li className="line" key={one.id}><OpenDocument project={project} document={one.id} name={`${yearOf(one.step)}${bilingual(one.name)}`} /><span className="quiet">{one.receipt} · {sayInstant(one.at)}{one.onPaper !== null && ` · ${sayOnPaper(one.onPaper)}`}</span></li>
      ))}</ul>
    </Section>
  );
}

/** `2018.audit` is a step of that year; what is owed once has none. */
function yearOf(step: string): string {
  const [first = '', second] = step.split('.');
  return second === undefined ? '' : `${first} `;
}

/** Its name, which opens it. */
export function OpenDocument({ project, document, name }: { project: string; document: string; name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="link" onClick={() => setOpen(true)}>{name}</Button>
      {open && <DocumentDrawer project={project} document={document} close={() => setOpen(false)} />}
    </>
  );
}

function DocumentDrawer({ project, document, close }: { project: string; document: string; close: () => void }) {
  const read = useQuery({ queryKey: ['document', document], queryFn: () => answer(api.GET('/api/v1/projects/{id}/documents/{document}', { params: { path: { id: project, document } } })) });
  return (
    <Drawer open onClose={close} title={read.data === undefined ? say('common.document') : bilingual(read.data.name)} size={820}>
      <Loaded query={read}>{({ form, payload, onPaper }) => (
        <>
          <OnPaperNote of={onPaper} />
          {form === null ? <pre>{JSON.stringify(payload, null, 2)}</pre> : (
            <AnswersShown form={form} content={(payload['content'] as Record<string, unknown> | undefined) ?? payload} file={(sha256) => <FileLink path={`/api/v1/projects/${project}/files/${sha256}`} />} />
          )}
        </>
      )}</Loaded>
    </Drawer>
  );
}
