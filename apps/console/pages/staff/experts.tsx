import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { answer, api, ifMatch, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { type Groups, useGroups } from '../../app/names.js';
import { useMay } from '../../app/session.js';
import { Act, type ActField } from '../../parts/act.js';
import { Nothing, Page } from '../../parts/page.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { say } from '../../words/say.js';

type Row = Schemas['Expert'];
const words = (text: string | undefined): string[] => (text ?? '').split(/[,，、\n]/).map((part) => part.trim()).filter((part) => part !== '');

export function ExpertsPage() {
  const { search } = useSearch({ from: '/w/experts' });
  const navigate = useNavigate();
  const may = useMay();
  const groups = useGroups();
  const list = usePages(['experts', 'list', search], ({ cursor, sort }) => answer(api.GET('/api/v1/experts', { params: { query: { search, cursor, sort, limit: 100 } } })), { sorts: ['code', 'name', 'disciplineGroup', 'employer', 'maxLoad'] });
  const columns: Column<Row>[] = [
    { key: 'code', title: say('common.code') }, { key: 'name', title: say('account.name') }, { key: 'disciplineGroup', title: say('common.group'), show: (row) => groups.name(row.disciplineGroup) }, { key: 'employer', title: say('experts.employer') },
    { key: 'keywords', title: say('experts.keywords'), show: (row) => row.keywords.join(say('mark.list')) }, { key: 'maxLoad', title: say('experts.maxLoad'), number: true },
    { key: 'active', title: say('experts.active'), show: (row) => say(row.active ? 'common.yes' : 'common.no') },
    ...(may('expert.manage') ? [{ key: 'act', title: '', show: (row: Row) => <Background expert={row} /> }] : []),
  ];
  return (
    <Page title={say('nav.experts')} acts={may('expert.manage') && <NewExpert />}>
      <div className="filters no-print"><label>{say('common.search')} <Input.Search allowClear defaultValue={search} onSearch={(value) => void navigate({ to: '/w/experts', search: { search: value.trim() === '' ? undefined : value.trim() } })} /></label></div>
      <PagedRows list={list} label={say('nav.experts')} columns={columns} rowKey={(row) => row.id} empty={<Nothing text={say('experts.none')} />} />
    </Page>
  );
}

const backgroundFields = (groups: Groups, expert?: Row): ActField[] => [
  { key: 'employer', label: say('experts.employer'), hint: say('experts.employerHint'), value: expert?.employer ?? '' }, { key: 'maxLoad', label: say('experts.maxLoad'), kind: 'number', value: String(expert?.maxLoad ?? 12) },
  { key: 'subDisciplines', label: say('experts.subDisciplines'), hint: say('experts.comma'), value: expert?.subDisciplines.join(say('mark.list')) ?? '' }, { key: 'keywords', label: say('experts.keywords'), hint: say('experts.comma'), value: expert?.keywords.join(say('mark.list')) ?? '' },
  { key: 'neighbouringGroups', label: say('experts.neighbours'), kind: 'multiple', options: groups.options, value: expert?.neighbouringGroups.join(',') ?? '' },
];

const background = (entered: Record<string, string>) => ({ employer: entered['employer'] ?? '', maxLoad: Number(entered['maxLoad'] ?? 12), subDisciplines: words(entered['subDisciplines']), keywords: words(entered['keywords']), neighbouringGroups: words(entered['neighbouringGroups']) });

function NewExpert() {
  const refresh = useRefresh();
  const groups = useGroups();
  return (
    <Act
      name={say('experts.new')} primary fields={[{ key: 'code', label: say('common.code'), required: true }, { key: 'name', label: say('account.name'), required: true }, { key: 'email', label: say('society.email'), kind: 'email', required: true }, { key: 'disciplineGroup', label: say('common.group'), kind: 'choice', options: groups.options, required: true }, ...backgroundFields(groups)]}
      act={async ({ code = '', name = '', email = '', disciplineGroup = '', ...rest }, key) => { await answer(api.POST('/api/v1/experts', { params: { header: keyed(key) }, body: { code, name, email, disciplineGroup, ...background(rest), offices: [], jointProjects: [] } })); await refresh(); }}
    />
  );
}

function Background({ expert }: { expert: Row }) {
  const refresh = useRefresh();
  const groups = useGroups();
  return (
    <Act
      name={say('experts.change')} size="small" fields={[...backgroundFields(groups, expert), { key: 'active', label: say('experts.active'), kind: 'choice', value: expert.active ? 'yes' : 'no', options: [{ value: 'yes', label: say('common.yes') }, { value: 'no', label: say('common.no') }] }]}
      act={async (entered) => { await answer(api.PUT('/api/v1/experts/{id}/background', { params: { path: { id: expert.id }, header: ifMatch(expert.version) }, body: { ...background(entered), offices: expert.offices, jointProjects: expert.jointProjects, active: entered['active'] === 'yes' } })); await refresh(); }}
    />
  );
}
