import { useEffect } from 'react';
import { Navigate, NavLink, Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { isSignedOut } from '../api/refused.js';
import { FreshnessBar } from '../live/freshness-bar.js';
import { useLive } from '../live/use-live.js';
import { Skeleton } from '../parts/asked.js';
import { Refusal } from '../parts/refusal.js';
import { SIGN_IN, signInFrom } from '../session/next.js';
import { type Me, useDoor, useSession } from '../session/session.js';
import { Menu } from '../ui/menu.js';
import { useShown } from '../words/use-shown.js';
import { speak } from '../words/words.js';
import mark from './mark.svg';

interface Section {
  readonly to: string;
  readonly word: `nav.${string}`;
  /** Whose work it is; everybody's where none is named. */
  readonly roles?: readonly Me['role'][];
}

/** Who sees promises and jobs: everybody but banks. */
const PLANNERS = ['labour', 'economic-deputy', 'inspector', 'agency', 'governor', 'admin'] as const;

const SECTIONS = [
  { to: '/', word: 'nav.home' },
  { to: '/pools', word: 'nav.pools' },
  { to: '/reviews', word: 'nav.reviews' },
  { to: '/queue', word: 'nav.queue', roles: ['bank', 'labour', 'inspector', 'admin'] },
  { to: '/banks', word: 'nav.banks' },
  { to: '/commitments', word: 'nav.commitments', roles: PLANNERS },
  { to: '/jobs', word: 'nav.jobs', roles: PLANNERS },
  { to: '/history', word: 'nav.history' },
] as const satisfies readonly Section[];

interface Location {
  readonly pathname: string;
  readonly search: string;
  /** The person has shown themselves at the provider, and can sign what they were going to sign. */
  readonly state: { readonly isConfirmed?: boolean } | null;
}

/** What stands around every page: the name, the sections, who is signed in. */
export function Shell() {
  const { t } = useShown();
  const { me, session, error, ended, again } = useSession();
  const { pathname, search, state } = useLocation() as Location;
  const isConfirmed = state?.isConfirmed === true;
  useEffect(() => {
    document.getElementById('page')?.focus({ preventScroll: true });
  }, [pathname]);
  const freshness = useLive(me === undefined ? undefined : session?.sessionId);
  const isOutside = isSignedOut(error) || (session !== undefined && me === undefined);
  if (isOutside)
    return <Navigate to={signInFrom(pathname + search)} state={{ ended: ended !== undefined }} replace />;
  return (
    <>
      <a className="skip" href="#page">
        {t('app.skip')}
      </a>
      <header className="top">
        <div className="top-in">
          <span className="brand">
            <img src={mark} alt="" width="28" height="28" />
            <span>{t('app.name')}</span>
          </span>
          <nav aria-label={t('nav.label')}>
            {sectionsOf(me).map(({ to, word }) => (
              <NavLink key={to} to={to} end={to === '/'}>
                {t(word)}
              </NavLink>
            ))}
          </nav>
          {me !== undefined && <Account me={me} />}
        </div>
      </header>
      <main id="page" tabIndex={-1}>
        <FreshnessBar freshness={freshness} />
        {me === undefined ? (
          error === null ? (
            <Skeleton lines={6} />
          ) : (
            <Refusal error={error} onRetry={again} />
          )
        ) : (
          <>
            {isConfirmed && (
              <p className="notice good" role="status" data-why="confirmed">
                {t('confirm.done')}
              </p>
            )}
            <Outlet />
          </>
        )}
      </main>
      <ScrollRestoration />
    </>
  );
}

function sectionsOf(me: Me | undefined) {
  return SECTIONS.filter(
    (section) => !('roles' in section) || section.roles.some((role) => role === me?.role),
  );
}

function Account({ me }: { readonly me: Me }) {
  const { t, language } = useShown();
  const { signOut } = useDoor();
  const go = useNavigate();
  const other = language === 'fa' ? 'en' : 'fa';
  return (
    <Menu
      label={t('account.menu')}
      button={
        <span className="account">
          <span className="account-name">{me.name}</span>
          {me.name !== t(`role.${me.role}`) && <span className="account-role">{t(`role.${me.role}`)}</span>}
        </span>
      }
      choices={[
        {
          id: 'language',
          text: t('account.language'),
          lang: other,
          onChoose: () => {
            void speak(other);
          },
        },
        ...(me.hasOffices
          ? [
              {
                id: 'office',
                text: t('account.office'),
                onChoose: () => {
                  void go(SIGN_IN, { state: { choosing: true } });
                },
              },
            ]
          : []),
        {
          id: 'own',
          text: t('account.own'),
          onChoose: () => {
            void go('/account');
          },
        },
        {
          id: 'sign-out',
          text: t('account.signOut'),
          onChoose: () => {
            void signOut();
          },
        },
      ]}
    />
  );
}
