import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { answer, api, ifMatch, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { Nothing, Page } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { say, sayState } from '../../words/say.js';

type Row = Schemas['Account'];
type Role = Row['roles'][number];
const ROLES: Role[] = ['staff', 'leadership', 'discipline', 'finance', 'auditor', 'expert', 'groupLeader', 'society', 'administrator'];
const roleOptions = () => ROLES.map((value) => ({ value, label: sayState('role', value) }));
const rolesOf = (text: string | undefined): Role[] => (text ?? '').split(',').filter((one): one is Role => (ROLES as string[]).includes(one));

export function AccountsPage() {
  const { search } = useSearch({ from: '/x/accounts' });
  const navigate = useNavigate();
  const may = useMay();
  const [link, setLink] = useState<string>();
  const list = usePages<Row>(['accounts', search], ({ cursor }) => answer(api.GET('/api/v1/accounts', { params: { query: { search, cursor, limit: 100 } } })));
  const columns: Column<Row>[] = [
    { key: 'name', title: say('account.name') }, { key: 'email', title: say('login.email') },
    { key: 'roles', title: say('account.roles'), show: ({ roles }) => roles.map((role) => sayState('role', role)).join(say('mark.list')) },
    { key: 'status', title: say('common.state'), show: ({ status }) => <StatusTag group="account" state={status} /> },
    ...(may('account.manage') ? [{ key: 'acts', title: '', show: (row: Row) => <span className="acts"><Change account={row} /><OneTimeLink account={row} shown={setLink} /></span> }] : []),
  ];
  return (
    <Page title={say('nav.accounts')} acts={may('account.manage') && <Invite shown={setLink} />}>
      {link !== undefined && <p className="notice good" role="status">{say('accounts.link')} <code>{link}</code></p>}
      <div className="filters"><label>{say('common.search')} <Input.Search allowClear defaultValue={search} onSearch={(value) => void navigate({ to: '/x/accounts', search: { search: value.trim() === '' ? undefined : value.trim() } })} /></label></div>
      <PagedRows list={list} label={say('nav.accounts')} columns={columns} rowKey={(row) => row.id} empty={<Nothing text={say('list.none')} />} />
    </Page>
  );
}

function Invite({ shown }: { shown: (link: string) => void }) {
  const refresh = useRefresh();
  return (
    <Act
      name={say('accounts.invite')} primary consequence={say('accounts.inviteHint')}
      fields={[{ key: 'name', label: say('account.name'), required: true }, { key: 'email', label: say('login.email'), kind: 'email', required: true }, { key: 'roles', label: say('account.roles'), kind: 'multiple', required: true, options: roleOptions() }, { key: 'society', label: say('accounts.society'), hint: say('accounts.societyHint') }]}
      act={async ({ name = '', email = '', roles, society = '' }, key) => {
        const found = society.trim() === '' ? undefined : (await answer(api.GET('/api/v1/societies', { params: { query: { search: society.trim(), limit: 2 } } }))).items[0];
        const made = await answer(api.POST('/api/v1/accounts', { params: { header: keyed(key) }, body: { name, email, roles: rolesOf(roles), locale: 'zh', machine: false, ...(found === undefined ? {} : { societyId: found.id }) } }));
        if (made.link !== null) shown(made.link);
        await refresh();
      }}
    />
  );
}

function Change({ account }: { account: Row }) {
  const refresh = useRefresh();
  return (
    <Act
      name={say('accounts.change')} size="small"
      fields={[{ key: 'name', label: say('account.name'), value: account.name, required: true }, { key: 'roles', label: say('account.roles'), kind: 'multiple', options: roleOptions(), value: account.roles.join(',') }, { key: 'status', label: say('common.state'), kind: 'choice', value: account.status === 'disabled' ? 'disabled' : 'active', options: [{ value: 'active', label: sayState('account', 'active') }, { value: 'disabled', label: sayState('account', 'disabled') }] }]}
      act={async ({ name = '', roles, status }) => {
        await answer(api.PATCH('/api/v1/accounts/{id}', { params: { path: { id: account.id }, header: ifMatch(account.version) }, body: { name, roles: rolesOf(roles), ...(account.status === 'invited' ? {} : { status: status as 'active' | 'disabled' }) } }));
        await refresh();
      }}
    />
  );
}

function OneTimeLink({ account, shown }: { account: Row; shown: (link: string) => void }) {
  return <Act name={say('accounts.newLink')} size="small" consequence={say('accounts.newLinkHint', { email: account.email })} act={async (_, key) => shown((await answer(api.POST('/api/v1/accounts/{id}/invitations', { params: { path: { id: account.id }, header: keyed(key) } }))).link)} />;
}
