/** What came of a collection of materials, society by society, check by check. */
import { useParams } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { StatusTag } from '../../parts/status-tag.js';
import { OnPaperNote } from '../../parts/on-paper.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { bilingual } from '../../words/locale.js';
import { inBrackets, say } from '../../words/say.js';
import { RoundPage } from './round-tabs.js';

type Row = Schemas['CollectionPage']['items'][number];

export function CollectionPage() {
  const { id, stage } = useParams({ from: '/w/rounds/$id/collections/$stage' });
  const list = usePages<Row>(['collection', id, stage], ({ cursor }) => answer(api.GET('/api/v1/rounds/{id}/collections/{stage}', { params: { path: { id, stage }, query: { cursor, limit: 100 } } })));
  const columns: Column<Row>[] = [
    { key: 'name', title: say('common.society'), show: ({ society }) => `${society.name}${inBrackets(society.code)}` },
    { key: 'in', title: say('collection.handedIn'), show: ({ handedIn, late }) => `${say(handedIn ? 'common.yes' : 'common.no')}${late ? ` · ${say('collection.late')}` : ''}` },
    { key: 'status', title: say('common.state'), show: ({ status }) => (status === null ? '' : <StatusTag group="collected" state={status} />) },
    { key: 'progress', title: say('collection.progress'), number: true, show: ({ progress }) => (progress === null ? '' : `${progress} %`) },
  ];
  return (
    <RoundPage id={id} word="round.collection">{() => (
      <PagedRows list={list} label={say('round.collection')} columns={columns} rowKey={({ society }) => society.id} details={({ lines, onPaper }) => <><OnPaperNote of={onPaper} /><ul className="lines">{lines.map((line) => <li className="line" key={line.check}><span><StatusTag group="check" state={line.result} /> {bilingual(line.name)}</span><span>{line.message}</span></li>)}</ul></>} />
    )}</RoundPage>
  );
}
