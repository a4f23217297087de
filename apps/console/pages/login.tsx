import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { answer, api, auth } from '../app/api.js';
import { rememberSignIn } from '../app/session.js';
import { Page } from '../parts/page.js';
import { Refusal } from '../parts/refusal.js';
import { say } from '../words/say.js';

export function LoginPage() {
  const { back } = useSearch({ from: '/login' });
  const navigate = useNavigate();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [second, setSecond] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const enter = (): void => {
    rememberSignIn();
    // Anew, so that nothing of whoever was here before is left.
    window.location.assign(back?.startsWith('/') === true && !back.startsWith('//') ? back : '/home');
  };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    setError(undefined);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const signIn = () => attempt(async () => {
    const { ok, status, data } = await auth('/sign-in/email', { email, password });
    if (!ok) setProblem(say(status === 429 ? 'login.blocked' : 'login.wrong'));
    else if (data['twoFactorRedirect'] === true) setSecond(true);
    else enter();
  });
  const verify = () => attempt(async () => {
    const { ok } = await auth('/two-factor/verify-totp', { code });
    if (ok) enter();
    else setProblem(say('login.codeWrong'));
  });
  const forgotten = () => attempt(async () => {
    await answer(api.POST('/api/v1/forgotten-passwords', { body: { email } }));
    setProblem(say('login.forgotten'));
  });

  return (
    <Page title={say('login.title')}>
      <form className="narrow" onSubmit={(event) => { event.preventDefault(); void (second ? verify() : signIn()); }}>
        {second ? (
          <div className="field"><label htmlFor="code">{say('login.code')}</label><p className="hint">{say('login.codeHint')}</p><Input id="code" autoFocus inputMode="numeric" autoComplete="one-time-code" value={code} onChange={({ target }) => setCode(target.value)} /></div>
        ) : (
          <>
            <div className="field"><label htmlFor="email">{say('login.email')}</label><Input id="email" type="email" autoComplete="username" value={email} onChange={({ target }) => setEmail(target.value)} /></div>
            <div className="field"><label htmlFor="password">{say('login.password')}</label><Input.Password id="password" autoComplete="current-password" value={password} onChange={({ target }) => setPassword(target.value)} /></div>
          </>
        )}
        {problem !== undefined && <p role="alert" className="notice">{problem}</p>}
        <Refusal error={error} />
        <div className="acts">
          <Button type="primary" htmlType="submit" loading={busy}>{say(second ? 'login.verify' : 'login.act')}</Button>
          {!second && <Button type="link" disabled={email === '' || busy} onClick={() => void forgotten()}>{say('login.forgot')}</Button>}
          <Button type="link" onClick={() => void navigate({ to: '/' })}>{say('notFound.home')}</Button>
        </div>
      </form>
    </Page>
  );
}
