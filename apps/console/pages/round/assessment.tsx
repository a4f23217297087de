/** Figures, ranks and the cut-line; a tie at it is decided by people, with the number of their minutes. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, Drawer } from 'antd';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useNames } from '../../app/names.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { ExportRows } from '../../parts/export-rows.js';
import { OnPaperNote } from '../../parts/on-paper.js';
import { Loaded, Nothing, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, Rows } from '../../parts/table.js';
import { sayNumber } from '../../words/dates.js';
import { inBrackets, say } from '../../words/say.js';
import { RoundPage } from './round-tabs.js';

type Assessment = Schemas['Assessment'];
type Row = Assessment['societies'][number];

export function AssessmentPage() {
  const { id } = useParams({ from: '/w/rounds/$id/assessment' });
  const assessment = useQuery({ queryKey: ['assessment', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/assessment', { params: { path: { id } } })) });
  return <RoundPage id={id} word="round.assessment">{(round) => <Loaded query={assessment}>{(data) => (data.computed ? <Shown id={id} data={data} programme={round.programme.versionId} /> : <Nothing text={say('assessment.notYet')} />)}</Loaded>}</RoundPage>;
}

function Shown({ id, data, programme }: { id: string; data: Assessment; programme: string }) {
  const may = useMay();
  const names = useNames(programme);
  const [society, setSociety] = useState<Row>();
  const columns: Column<Row>[] = [
    { key: 'rank', title: say('common.rank'), number: true, by: (row) => row.rank },
    { key: 'name', title: say('common.society'), show: (row) => <Link to="/w/societies/$id" params={{ id: row.id }}>{row.name}</Link> },
    { key: 'code', title: say('common.code') },
    { key: 'disciplineGroup', title: say('common.group'), show: (row) => names.group(row.disciplineGroup) },
    { key: 'total', title: say('common.total'), number: true, show: (row) => <Button type="link" size="small" onClick={() => setSociety(row)}>{sayNumber(row.total)}</Button>, by: (row) => row.total },
    { key: 'missing', title: say('assessment.missing'), number: true },
    { key: 'place', title: say('common.state'), show: (row) => <StatusTag group="place" state={row.place} /> },
  ];
  const { cut } = data;
  return (
    <>
      <p className="sentence">
        {say('assessment.sentence', { planned: data.planned, percent: data.percent, places: data.places })}
        {cut.gap !== undefined && ` ${say('assessment.gap', { gap: sayNumber(cut.gap) })}`}
      </p>
      {data.tie !== null && <p className="notice">{say('assessment.tie', { rank: data.tie.rank, count: data.tie.codes.length, places: data.tie.places })}</p>}
      {data.contested > 0 && <p className="notice">{say('assessment.contested', { count: data.contested })}</p>}
      <Section title={say('assessment.list')} acts={<><ExportRows name="assessment" rows={data.societies.map(({ rank, code, name, disciplineGroup, total, missing, place }) => ({ rank, code, name, group: names.group(disciplineGroup), total, missing, place }))} />{may('assessment.confirm') && !data.confirmed && <Confirm id={id} data={data} />}</>}>
        <Rows label={say('assessment.list')} rows={data.societies} columns={columns} rowKey={(row) => row.id} />
      </Section>
      <WhatIf id={id} />
      {society !== undefined && <Lines id={id} society={society} close={() => setSociety(undefined)} />}
    </>
  );
}

function Confirm({ id, data }: { id: string; data: Assessment }) {
  const refresh = useRefresh();
  const names = new Map(data.societies.map(({ code, name }) => [code, name]));
  const inside = data.societies.filter(({ place }) => place === 'in' || place === 'legacy').length;
  return (
    <Act
      name={say('assessment.confirm')} primary consequence={say('assessment.confirmHint', { count: inside + (data.tie?.places ?? 0) })}
      fields={data.tie === null ? [] : [
        { key: 'include', label: say('assessment.include', { places: data.tie.places }), kind: 'multiple', required: true, options: data.tie.codes.map((code) => ({ value: code, label: `${names.get(code) ?? ''}${inBrackets(code)}` })) },
        { key: 'minutes', label: say('common.minutes'), required: true },
      ]}
      act={async ({ include = '', minutes = '' }, key) => {
        const body = data.tie === null ? {} : { include: include.split(','), minutes };
        await answer(api.POST('/api/v1/rounds/{id}/assessment/confirmation', { params: { path: { id }, header: keyed(key) }, body }));
        await refresh();
      }}
    />
  );
}

function Lines({ id, society, close }: { id: string; society: Row; close: () => void }) {
  const may = useMay();
  const refresh = useRefresh();
  const lines = useQuery({ queryKey: ['assessment', id, society.id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/assessment/{society}', { params: { path: { id, society: society.id } } })) });
  return (
    <Drawer open onClose={close} title={`${society.name} · ${say('common.total')} ${sayNumber(society.total)}`} size={780}>
      <Loaded query={lines}>{(data) => (
        <>
          <OnPaperNote of={data.onPaper} />
          <ul className="lines">{data.lines.map((line) => (
            <li className="line" key={line.indicator}>
              <div>
                <p><strong>{line.message}</strong></p>
                <p className="quiet">{line.evidence}{line.corrected && ` · ${say('assessment.corrected')}`}{line.check !== null && ` · ${say(line.check.state === 'verified' ? 'assessment.verified' : 'assessment.isContested')}`}</p>
              </div>
              {may('assessment.confirm') && (
                <span className="acts">
                  <Act
                    name={say('assessment.check')} size="small"
                    fields={[{ key: 'state', label: say('common.state'), kind: 'choice', required: true, options: [{ value: 'verified', label: say('assessment.verified') }, { value: 'contested', label: say('assessment.isContested') }] }, { key: 'evidence', label: say('profile.evidence'), required: true }]}
                    act={async ({ state = '', evidence = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/assessment/{society}/figures/{indicator}/check', { params: { path: { id, society: society.id, indicator: line.indicator }, header: keyed(key) }, body: { state: state as 'verified' | 'contested', evidence, note: '' } })); await refresh(); }}
                  />
                  <Act
                    name={say('assessment.correct')} size="small"
                    fields={[{ key: 'value', label: say('assessment.value'), hint: say('assessment.valueHint'), value: line.value === null ? '' : String(line.value) }, { key: 'evidence', label: say('profile.evidence'), required: true }, { key: 'reason', label: say('common.reason'), required: true }]}
                    act={async ({ value = '', evidence = '', reason = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/assessment/{society}/figures/{indicator}/correction', { params: { path: { id, society: society.id, indicator: line.indicator }, header: keyed(key) }, body: { value: value.trim() === '' ? null : Number(value), evidence, reason } })); await refresh(); }}
                  />
                </span>
              )}
            </li>
          ))}</ul>
        </>
      )}</Loaded>
    </Drawer>
  );
}

/** How firm the list is: which change of one weight would change who is on it. */
function WhatIf({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const sensitivity = useQuery({ queryKey: ['sensitivity', id], enabled: open, queryFn: () => answer(api.GET('/api/v1/rounds/{id}/assessment-sensitivity', { params: { path: { id } } })) });
  return (
    <Section title={say('assessment.sensitivity')}>
      {!open && <Button onClick={() => setOpen(true)}>{say('assessment.askSensitivity')}</Button>}
      {open && <Loaded query={sensitivity}>{(data) => (data.robust ? <p>{say('assessment.robust', { steps: data.steps.join(say('mark.list')) })}</p> : (
        <ul>{data.items.map((item) => <li key={`${item.indicator}-${item.percent}`}>{say('assessment.wouldChange', { indicator: item.indicator, percent: item.percent, enters: item.enters.join(say('mark.list')) || '–', leaves: item.leaves.join(say('mark.list')) || '–' })}</li>)}</ul>
      ))}</Loaded>}
    </Section>
  );
}
