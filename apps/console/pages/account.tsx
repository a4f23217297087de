import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { answer, api, auth, ifMatch } from '../app/api.js';
import { actor } from '../app/acting.js';
import { useMe } from '../app/session.js';
import { Act } from '../parts/act.js';
import { Facts, Page, Section } from '../parts/page.js';
import { Refusal } from '../parts/refusal.js';
import { say, sayState } from '../words/say.js';

export function AccountPage() {
  const me = useMe();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [name, setName] = useState(me.name);
  const [error, setError] = useState<unknown>();
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      await answer(api.PATCH('/api/v1/me', { params: { header: ifMatch(me.version) }, body: { name } }));
      await queries.invalidateQueries({ queryKey: ['me'] });
      void message.success(say('account.saved'));
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <Page title={say('account.title')}>
      <Facts items={[[say('login.email'), me.email], [say('account.roles'), me.roles.filter((role) => role !== 'public').map((role) => sayState('role', role)).join(say('mark.list'))]]} />
      <div className="field"><label htmlFor="name">{say('account.name')}</label><Input id="name" autoComplete="name" value={name} onChange={({ target }) => setName(target.value)} /></div>
      <Refusal error={error} />
      <Button onClick={() => void save()} disabled={name.trim() === '' || name === me.name}>{say('account.save')}</Button>
      {actor() === undefined && <><Password /><SecondFactor /></>}
    </Page>
  );
}

function Password() {
  const { message } = App.useApp();
  return (
    <Section title={say('account.password')}>
      <Act
        name={say('account.password')}
        fields={[{ key: 'currentPassword', label: say('account.current'), kind: 'password', required: true }, { key: 'newPassword', label: say('account.new'), kind: 'password', required: true }]}
        act={async (entered) => {
          const { ok } = await auth('/change-password', { ...entered, revokeOtherSessions: true });
          void (ok ? message.success(say('account.passwordDone')) : message.error(say('account.passwordWrong')));
        }}
      />
    </Section>
  );
}

function SecondFactor() {
  const { message } = App.useApp();
  const [setup, setSetup] = useState<{ uri: string; codes: string[] }>();
  const [code, setCode] = useState('');
  const [done, setDone] = useState(false);
  const verify = async (): Promise<void> => {
    const { ok } = await auth('/two-factor/verify-totp', { code });
    if (ok) setDone(true);
    else void message.error(say('login.codeWrong'));
  };
  const password = [{ key: 'password', label: say('account.current'), kind: 'password' as const, required: true }];
  return (
    <Section title={say('account.totp')}>
      <p>{say('account.totpHint')}</p>
      <div className="acts">
        <Act
          name={say('account.totpOn')} fields={password}
          act={async ({ password: given = '' }) => {
            const { ok, data } = await auth('/two-factor/enable', { password: given });
            if (ok) setSetup({ uri: String(data['totpURI']), codes: (data['backupCodes'] as string[] | undefined) ?? [] });
            else void message.error(say('account.passwordWrong'));
          }}
        />
        <Act
          name={say('account.totpOff')} fields={password} danger
          act={async ({ password: given = '' }) => {
            const { ok } = await auth('/two-factor/disable', { password: given });
            void (ok ? message.success(say('account.totpOffDone')) : message.error(say('account.passwordWrong')));
          }}
        />
      </div>
      {setup !== undefined && (
        <div className="consequence">
          <p>{say('account.totpUri')}</p>
          <p><code>{setup.uri}</code></p>
          {done ? <><p>{say('account.totpDone')}</p><pre>{setup.codes.join('\n')}</pre></> : (
            <div className="filters"><label>{say('login.code')} <Input inputMode="numeric" value={code} onChange={({ target }) => setCode(target.value)} /></label><Button type="primary" onClick={() => void verify()}>{say('login.verify')}</Button></div>
          )}
        </div>
      )}
    </Section>
  );
}
