/** What every page has: the banner of a rehearsal, navigation by what one may do, the office's telephone. */
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { bilingual, chooseLocale, locale } from '../words/locale.js';
import { say, sayState, type Word } from '../words/say.js';
import { sayInstant } from '../words/dates.js';
import { actor, actAs } from './acting.js';
import { answer, api, auth } from './api.js';
import { ClockBar } from './clock-bar.js';
import { Finder } from './finder.js';
import { useMay, useSession, type Me } from './session.js';

interface Entry {
  to: string;
  word: Word;
  when: boolean;
}

function useEntries(me: Me | undefined): Entry[] {
  const may = useMay();
  if (me === undefined) return [];
  const office = may('round.overview');
  return [
    { to: '/home', word: 'nav.home', when: true },
    { to: '/s/profile', word: 'nav.profile', when: me.societyId !== null },
    { to: '/s/projects', word: 'nav.ownProjects', when: me.societyId !== null },
    { to: '/w', word: 'nav.today', when: office },
    { to: '/w/rounds', word: 'nav.rounds', when: office },
    { to: '/w/stuck', word: 'nav.stuck', when: may('stuck.read') },
    { to: '/w/projects', word: 'nav.projects', when: may('project.read') && me.societyId === null },
    { to: '/audits', word: 'nav.audits', when: may('projectAudit.read') },
    { to: '/w/societies', word: 'nav.societies', when: may('society.list') },
    { to: '/w/experts', word: 'nav.experts', when: may('expert.read') },
    { to: '/w/sanctions', word: 'nav.sanctions', when: may('sanction.read') && me.societyId === null },
    { to: '/w/programmes', word: 'nav.programmes', when: may('programme.read') },
    { to: '/w/calendar', word: 'nav.calendar', when: may('calendar.record') },
    { to: '/w/mail', word: 'nav.mail', when: may('mail.read') },
    { to: '/w/jobs', word: 'nav.jobs', when: may('job.read') },
    { to: '/x/rehearsals', word: 'nav.rehearsals', when: may('rehearsal.manage') },
    { to: '/x/accounts', word: 'nav.accounts', when: may('account.read') },
    { to: '/x/audit', word: 'nav.audit', when: may('audit.read') },
    { to: '/x/health', word: 'nav.health', when: me.roles.includes('administrator') },
  ];
}

/** Pages that anybody may read. */
const OPEN = /^\/($|calls\/|publicity\/|results\/|disclosure\/|verify|login)/;

export function Shell() {
  const { me } = useSession();
  const { pathname, href } = useLocation();
  const navigate = useNavigate();
  const entries = useEntries(me).filter(({ when }) => when);
  const closed = me === undefined && !OPEN.test(pathname);
  useEffect(() => {
    if (closed) void navigate({ to: '/login', search: { back: href }, replace: true });
  }, [closed, href, navigate]);
  useFocusOnNewPage(pathname);
  const roomy = me === undefined || me.societyId !== null || OPEN.test(pathname);

  return (
    <div className={roomy ? 'shell roomy' : 'shell'}>
      <a className="skip" href="#content">{say('shell.skip')}</a>
      <Banner me={me} />
      <header className="top no-print">
        {entries.length > 0 && <Drawered entries={entries} />}
        <Link to="/" className="brand">{say('product.name')}</Link>
        <span className="grow" />
        {me !== undefined && <Finder />}
        <Button type="text" onClick={() => chooseLocale(locale() === 'zh' ? 'en' : 'zh')}>{say('shell.otherLanguage')}</Button>
        <Who me={me} />
      </header>
      <div className="below">
        {entries.length > 0 && <nav className="side no-print" aria-label={say('shell.navigation')}><Entries entries={entries} /></nav>}
        <main id="content">{closed ? null : <Outlet />}<Foot /></main>
      </div>
    </div>
  );
}

/** Whoever listens to the page hears its name; whoever uses the keyboard begins at its top. */
function useFocusOnNewPage(pathname: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    window.setTimeout(() => document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true }), 50);
  }, [pathname]);
}

function Entries({ entries, chosen }: { entries: Entry[]; chosen?: () => void }) {
  return (
    <ul className="entries">
      {entries.map(({ to, word }) => <li key={to}><Link to={to} activeOptions={{ exact: to === '/w' }} activeProps={{ className: 'here', 'aria-current': 'page' }} onClick={chosen}>{say(word)}</Link></li>)}
    </ul>
  );
}

function Drawered({ entries }: { entries: Entry[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="burger" type="text" aria-label={say('shell.navigation')} onClick={() => setOpen(true)}>☰</Button>
      <Drawer title={say('shell.navigation')} placement="left" open={open} onClose={() => setOpen(false)} size={260}><Entries entries={entries} chosen={() => setOpen(false)} /></Drawer>
    </>
  );
}

function Who({ me }: { me: Me | undefined }) {
  if (me === undefined) return <Link to="/login"><Button type="primary">{say('shell.signIn')}</Button></Link>;
  const acting = actor() !== undefined;
  const leave = async (): Promise<void> => {
    await auth('/sign-out', {});
    window.location.assign('/');
  };
  return (
    <span className="who">
      <Link to="/account">{me.name}</Link>
      {!acting && <Button type="text" onClick={() => void leave()}>{say('shell.signOut')}</Button>}
    </span>
  );
}

/** A rehearsal is never mistaken for the real thing: on every page, on paper too. */
function Banner({ me }: { me: Me | undefined }): ReactNode {
  const acting = actor();
  if (acting === undefined) return null;
  if (acting.rehearsal === '') {
    return (
      <div className="rehearsal-banner" role="status">
        <strong>{say('viewing.banner')}</strong> {say('viewing.who', { who: acting.who ?? '' })}{' '}
        <Button onClick={() => actAs(undefined, acting.label)}>{say('viewing.end')}</Button>
      </div>
    );
  }
  return (
    <div className="rehearsal-banner" role="status">
      <strong>{say('acting.banner')}</strong>{' '}
      {say('acting.who', { label: acting.label, who: acting.who ?? sayState('role', acting.role) })}{' '}
      {me !== undefined && <span>{say('acting.clock', { now: sayInstant(me.now) })}</span>}
      <ClockBar rehearsal={acting.rehearsal} />
      <Button onClick={() => actAs(undefined, `/x/rehearsals/${acting.rehearsal}`)}>{say('acting.end')}</Button>
    </div>
  );
}

/** Whom to ring up, on every page. */
function Foot() {
  const contacts = useQuery({ queryKey: ['contacts'], staleTime: 600_000, queryFn: () => answer(api.GET('/api/v1/contacts')) });
  return (
    <footer className="foot no-print">
      <p>{say('shell.help')}</p>
      {(contacts.data?.items ?? []).map(({ programme, contacts: { office, hotline, mailbox } }) => (
        <p key={programme.zh}>{bilingual(programme)}{say('mark.colon')}{bilingual(office)} · {say('public.hotline')} <a href={`tel:${hotline}`}>{hotline}</a> · <a href={`mailto:${mailbox}`}>{mailbox}</a></p>
      ))}
    </footer>
  );
}
