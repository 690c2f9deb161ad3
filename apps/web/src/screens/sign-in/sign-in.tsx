import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Navigate, useLocation, useSearchParams } from 'react-router';
import type { Credentials, SessionItem } from '../../api/door.js';
import { ask } from '../../api/questions.js';
import { isSignedOut, Refused } from '../../api/refused.js';
import { Skeleton } from '../../parts/asked.js';
import { Refusal } from '../../parts/refusal.js';
import { nextIn } from '../../session/next.js';
import { useDoor, useSession } from '../../session/session.js';
import mark from '../../shell/mark.svg';
import { Button } from '../../ui/button.js';
import { useShown } from '../../words/use-shown.js';
import { speak } from '../../words/words.js';
import { FactorSetUp } from '../account/factor-set-up.js';
import { DemoRoles } from './demo-roles.js';
import { NewPassword } from './new-password.js';
import { Offices } from './offices.js';
import { PasswordForm } from './password-form.js';
import { ProviderButton } from './provider-button.js';

/** Who are you, and in which office do you act? Afterwards one is where one was. */
export function SignIn() {
  const { t } = useShown();
  useEffect(() => {
    document.title = `${t('door.title')} – ${t('app.name')}`;
  }, [t]);
  return (
    <div className="door">
      <header className="door-head">
        <span className="brand">
          <img src={mark} alt="" width="40" height="40" />
          <span>{t('app.name')}</span>
        </span>
        <Language />
      </header>
      <main className="door-main" id="page">
        <h1>{t('door.title')}</h1>
        <p className="lead">{t('door.lead')}</p>
        <Inside />
      </main>
    </div>
  );
}

function Language() {
  const { t, language } = useShown();
  const other = language === 'fa' ? 'en' : 'fa';
  return (
    <Button
      look="quiet"
      lang={other}
      onPress={() => {
        void speak(other);
      }}
    >
      {t('account.language')}
    </Button>
  );
}

/** The code of a one-time link stands behind `#`, which browsers send nowhere. */
const LINK = /^#link=(.+)$/;

interface Arrival {
  /** Whether a session was open before. */
  readonly ended?: boolean;
  /** The person is signed in and wants another office. */
  readonly choosing?: boolean;
}

function Inside(): ReactNode {
  const { session, me, error, again } = useSession();
  const { hash, state } = useLocation() as { readonly hash: string; readonly state: Arrival | null };
  const [search] = useSearchParams();
  const [, link] = LINK.exec(hash) ?? [];
  if (link !== undefined) return <NewPassword code={link} />;
  const next = nextIn(search, globalThis.location.origin);
  if (session !== undefined) {
    if (session.office === null || state?.choosing === true) return <Offices session={session} next={next} />;
    if (me !== undefined) return <Navigate to={next} replace />;
    return <LacksFactor session={session} />;
  }
  if (error === null) return <Skeleton lines={4} />;
  if (!isSignedOut(error)) return <Refusal error={error} onRetry={again} />;
  const hasEnded = error instanceof Refused && error.refusal === 'session_ended';
  return (
    <Entry hasEnded={state?.ended === true || hasEnded} hasSignedOut={search.has('signed-out')} next={next} />
  );
}

/** The office asks for a second factor: it is set up here, and the person goes on to where they were going. */
function LacksFactor({ session }: { readonly session: SessionItem }) {
  const { t } = useShown();
  const { signOut } = useDoor();
  const canSetUp = session.by === 'password' && !session.secondFactor.isSet;
  return (
    <section className="card door-form">
      <Refusal
        error={new Refused(session.needs ?? '', 0)}
        title={canSetUp ? t('factor.needed') : session.account}
      />
      {canSetUp && <FactorSetUp />}
      {session.by === 'provider' && <p>{t('factor.byProvider')}</p>}
      <div className="buttons">
        <Button
          look="quiet"
          act="sign-out"
          onPress={() => {
            void signOut();
          }}
        >
          {t('account.signOut')}
        </Button>
      </div>
    </section>
  );
}

/** The form, and the accounts of the demo where there are any. */
// Longer than 60 lines: one way of signing in after the other.
function Entry({
  hasEnded,
  hasSignedOut,
  next,
}: {
  readonly hasEnded: boolean;
  readonly hasSignedOut: boolean;
  readonly next: string;
}) {
  const { signIn } = useDoor();
  const { t } = useShown();
  const ways = useQuery(ask.ways());
  const signing = useMutation({ mutationFn: signIn });
  const [given, setGiven] = useState<Credentials>({ account: '', password: '', code: '' });
  if (ways.data === undefined)
    return ways.error === null ? (
      <Skeleton lines={4} />
    ) : (
      <Refusal
        error={ways.error}
        onRetry={() => {
          void ways.refetch();
        }}
      />
    );
  const { provider, password } = ways.data.value;
  const signOutAddress = provider?.signOutAddress ?? null;
  return (
    <>
      {hasEnded && !signing.isError && (
        <p className="notice past" role="status" data-why="session_ended">
          {t('door.ended')}
        </p>
      )}
      {hasSignedOut && signOutAddress !== null && (
        <p className="notice" role="status" data-why="signed_out">
          {t('door.stillAtProvider', { provider: provider?.name ?? '' })}{' '}
          <a href={signOutAddress} data-act="sign-out-at-provider">
            {t('door.signOutAtProvider')}
          </a>
        </p>
      )}
      {provider !== null && <ProviderButton name={provider.name} next={next} />}
      <div className="door-ways">
        {password !== 'nobody' && (
          <>
            {provider !== null && password === 'admins' && <p className="hint">{t('door.onlyAdmins')}</p>}
            <PasswordForm
              given={given}
              onChange={setGiven}
              error={signing.error}
              isBusy={signing.isPending}
              onSubmit={() => {
                signing.mutate(given);
              }}
            />
          </>
        )}
        <DemoRoles
          isBusy={signing.isPending}
          onChoose={({ account, password }) => {
            const chosen = { account, password, code: '' };
            setGiven(chosen);
            signing.mutate(chosen);
          }}
        />
      </div>
    </>
  );
}
