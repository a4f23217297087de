/** Which page is at which address (CONSOLE, "Pages"). Every page is loaded when it is first opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NotFound } from '../pages/not-found.js';
import { Shell } from './shell.js';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' && value > 0 ? value : undefined);

/** Where one is in a list: any page may have one. */
interface Place {
  sort?: string;
  after?: string;
  page?: number;
}

const root = createRootRoute({
  component: Shell, notFoundComponent: NotFound,
  validateSearch: ({ sort, after, page }: Record<string, unknown>): Place => ({ sort: text(sort), after: text(after), page: number(page) }),
});

const publicRoutes = [
  createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('../pages/public/home.js'), 'PublicHome') }),
  createRoute({ getParentRoute: () => root, path: '/publicity/$id', component: lazyRouteComponent(() => import('../pages/public/publicity.js'), 'PublicityPage') }),
  createRoute({ getParentRoute: () => root, path: '/verify', component: lazyRouteComponent(() => import('../pages/public/verify.js'), 'VerifyPage'), validateSearch: ({ receipt }: Record<string, unknown>): { receipt?: string } => ({ receipt: text(receipt) }) }),
  createRoute({ getParentRoute: () => root, path: '/calls/$id', component: lazyRouteComponent(() => import('../pages/public/call.js'), 'CallPage') }),
  createRoute({ getParentRoute: () => root, path: '/disclosure/$id', component: lazyRouteComponent(() => import('../pages/public/disclosure.js'), 'DisclosurePage') }),
  createRoute({ getParentRoute: () => root, path: '/results/$id', component: lazyRouteComponent(() => import('../pages/public/results.js'), 'ResultsPage') }),
  createRoute({ getParentRoute: () => root, path: '/login', component: lazyRouteComponent(() => import('../pages/login.js'), 'LoginPage'), validateSearch: ({ back }: Record<string, unknown>): { back?: string } => ({ back: text(back) }) }),
] as const;

const sharedRoutes = [
  createRoute({ getParentRoute: () => root, path: '/home', component: lazyRouteComponent(() => import('../pages/home.js'), 'HomePage') }),
  createRoute({ getParentRoute: () => root, path: '/account', component: lazyRouteComponent(() => import('../pages/account.js'), 'AccountPage') }),
  createRoute({ getParentRoute: () => root, path: '/tasks/$id', component: lazyRouteComponent(() => import('../pages/task/task.js'), 'TaskPage') }),
  createRoute({ getParentRoute: () => root, path: '/defence/$id', component: lazyRouteComponent(() => import('../pages/defence/defence.js'), 'DefencePage') }),
  createRoute({ getParentRoute: () => root, path: '/audits', component: lazyRouteComponent(() => import('../pages/audit/audits.js'), 'AuditsPage'), validateSearch: ({ state }: Record<string, unknown>): { state?: string } => ({ state: text(state) }) }),
  createRoute({ getParentRoute: () => root, path: '/audits/$id', component: lazyRouteComponent(() => import('../pages/audit/audit.js'), 'AuditPage') }),
  createRoute({ getParentRoute: () => root, path: '/approvals/$id', component: lazyRouteComponent(() => import('../pages/round/approval.js'), 'ApprovalPage') }),
  createRoute({ getParentRoute: () => root, path: '/why/$kind/$id', component: lazyRouteComponent(() => import('../pages/why.js'), 'WhyPage') }),
] as const;

const societyRoutes = [
  createRoute({ getParentRoute: () => root, path: '/s/profile', component: lazyRouteComponent(() => import('../pages/society/profile.js'), 'ProfilePage') }),
  createRoute({ getParentRoute: () => root, path: '/s/rounds/$id', component: lazyRouteComponent(() => import('../pages/society/round.js'), 'SocietyRoundPage') }),
  createRoute({ getParentRoute: () => root, path: '/s/projects', component: lazyRouteComponent(() => import('../pages/society/projects.js'), 'SocietyProjectsPage') }),
] as const;

const staffRoutes = [
  createRoute({ getParentRoute: () => root, path: '/w', component: lazyRouteComponent(() => import('../pages/staff/today.js'), 'TodayPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds', component: lazyRouteComponent(() => import('../pages/staff/rounds.js'), 'RoundsPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/new', component: lazyRouteComponent(() => import('../pages/staff/wizard.js'), 'WizardPage'), validateSearch: ({ programme }: Record<string, unknown>): { programme?: string } => ({ programme: text(programme) }) }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/$id', component: lazyRouteComponent(() => import('../pages/round/overview.js'), 'OverviewPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/$id/assessment', component: lazyRouteComponent(() => import('../pages/round/assessment.js'), 'AssessmentPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/$id/applications', component: lazyRouteComponent(() => import('../pages/round/applications.js'), 'ApplicationsPage'), validateSearch: ({ status }: Record<string, unknown>): { status?: string } => ({ status: text(status) }) }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/$id/experts', component: lazyRouteComponent(() => import('../pages/round/experts.js'), 'PanelPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/$id/ranking', component: lazyRouteComponent(() => import('../pages/round/ranking.js'), 'RankingPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/$id/publicity', component: lazyRouteComponent(() => import('../pages/round/publicity.js'), 'RoundPublicityPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/$id/owing', component: lazyRouteComponent(() => import('../pages/round/owing.js'), 'OwingPage'), validateSearch: ({ kind }: Record<string, unknown>): { kind?: string } => ({ kind: text(kind) }) }),
  createRoute({ getParentRoute: () => root, path: '/w/tasks/$id/paper', component: lazyRouteComponent(() => import('../pages/task/paper.js'), 'PaperPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/$id/mail', component: lazyRouteComponent(() => import('../pages/round/mail.js'), 'MailPage'), validateSearch: ({ state }: Record<string, unknown>): { state?: string } => ({ state: text(state) }) }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/$id/decisions', component: lazyRouteComponent(() => import('../pages/round/decisions.js'), 'DecisionsPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/$id/collections/$stage', component: lazyRouteComponent(() => import('../pages/round/collection.js'), 'CollectionPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/rounds/$id/defence', component: lazyRouteComponent(() => import('../pages/round/defence.js'), 'RoundDefencePage') }),
  createRoute({ getParentRoute: () => root, path: '/w/applications/$id', component: lazyRouteComponent(() => import('../pages/round/application.js'), 'ApplicationPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/projects', component: lazyRouteComponent(() => import('../pages/project/projects.js'), 'ProjectsPage'), validateSearch: ({ round, status }: Record<string, unknown>): { round?: string; status?: string } => ({ round: text(round), status: text(status) }) }),
  createRoute({ getParentRoute: () => root, path: '/projects/$id', component: lazyRouteComponent(() => import('../pages/project/project.js'), 'ProjectPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/societies', component: lazyRouteComponent(() => import('../pages/staff/societies.js'), 'SocietiesPage'), validateSearch: ({ search }: Record<string, unknown>): { search?: string } => ({ search: text(search) }) }),
  createRoute({ getParentRoute: () => root, path: '/w/societies/$id', component: lazyRouteComponent(() => import('../pages/staff/society.js'), 'SocietyPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/societies/$id/merge', component: lazyRouteComponent(() => import('../pages/staff/merge.js'), 'MergePage'), validateSearch: ({ search, into }: Record<string, unknown>): { search?: string; into?: string } => ({ search: text(search), into: text(into) }) }),
  createRoute({ getParentRoute: () => root, path: '/w/experts', component: lazyRouteComponent(() => import('../pages/staff/experts.js'), 'ExpertsPage'), validateSearch: ({ search }: Record<string, unknown>): { search?: string } => ({ search: text(search) }) }),
  createRoute({ getParentRoute: () => root, path: '/w/sanctions', component: lazyRouteComponent(() => import('../pages/staff/sanctions.js'), 'SanctionsPage') }),
  createRoute({ getParentRoute: () => root, path: '/sanctions/$id', component: lazyRouteComponent(() => import('../pages/staff/sanction.js'), 'SanctionPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/stuck', component: lazyRouteComponent(() => import('../pages/staff/stuck.js'), 'StuckPage'), validateSearch: ({ round, cause }: Record<string, unknown>): { round?: string; cause?: string } => ({ round: text(round), cause: text(cause) }) }),
  createRoute({ getParentRoute: () => root, path: '/w/calendar', component: lazyRouteComponent(() => import('../pages/staff/calendar.js'), 'CalendarPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/mail', component: lazyRouteComponent(() => import('../pages/staff/mail.js'), 'AllMailPage'), validateSearch: ({ recipient, state }: Record<string, unknown>): { recipient?: string; state?: string } => ({ recipient: text(recipient), state: text(state) }) }),
  createRoute({ getParentRoute: () => root, path: '/w/jobs', component: lazyRouteComponent(() => import('../pages/staff/jobs.js'), 'JobsPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/jobs/$id', component: lazyRouteComponent(() => import('../pages/staff/job.js'), 'JobPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/programmes', component: lazyRouteComponent(() => import('../pages/staff/programmes.js'), 'ProgrammesPage') }),
  createRoute({ getParentRoute: () => root, path: '/w/programmes/$id', component: lazyRouteComponent(() => import('../pages/staff/programme.js'), 'ProgrammePage') }),
] as const;

const adminRoutes = [
  createRoute({ getParentRoute: () => root, path: '/x/accounts', component: lazyRouteComponent(() => import('../pages/admin/accounts.js'), 'AccountsPage'), validateSearch: ({ search }: Record<string, unknown>): { search?: string } => ({ search: text(search) }) }),
  createRoute({ getParentRoute: () => root, path: '/x/audit', component: lazyRouteComponent(() => import('../pages/admin/audit.js'), 'AuditPage'), validateSearch: ({ stream }: Record<string, unknown>): { stream?: string } => ({ stream: text(stream) }) }),
  createRoute({ getParentRoute: () => root, path: '/x/health', component: lazyRouteComponent(() => import('../pages/admin/health.js'), 'HealthPage') }),
  createRoute({ getParentRoute: () => root, path: '/x/rehearsals', component: lazyRouteComponent(() => import('../pages/admin/rehearsals.js'), 'RehearsalsPage') }),
  createRoute({ getParentRoute: () => root, path: '/x/rehearsals/$id', component: lazyRouteComponent(() => import('../pages/admin/rehearsal.js'), 'RehearsalPage') }),
] as const;

export const router = createRouter({ routeTree: root.addChildren([...publicRoutes, ...sharedRoutes, ...societyRoutes, ...staffRoutes, ...adminRoutes]), defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
