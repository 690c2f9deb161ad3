import { Page, Section } from '../../parts/page.js';
import { useSession } from '../../session/session.js';
import { useShown } from '../../words/use-shown.js';
import { OwnDoor } from './own-door.js';
import { PasswordChange } from './password-change.js';
import { SecondFactor } from './second-factor.js';
import { Sessions } from './sessions.js';

/** What belongs to the person who is signed in: sessions, password, second factor, and what happened at the door. */
export function Account() {
  const { t } = useShown();
  const { session } = useSession();
  if (session === undefined) return null;
  return (
    <Page title={t('account.own')} lead={t('account.of', { account: session.account })}>
      <Section id="sessions" title={t('account.sessions')}>
        <Sessions />
      </Section>
      {session.by === 'password' ? (
        <>
          <Section id="password" title={t('door.password')}>
            <PasswordChange />
          </Section>
          <Section id="factor" title={t('factor.title')}>
            <SecondFactor session={session} />
          </Section>
        </>
      ) : (
        <p className="notice">{t('account.atProvider')}</p>
      )}
      <Section id="door" title={t('account.door')}>
        <OwnDoor />
      </Section>
    </Page>
  );
}
