import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Office, SessionItem } from '../../api/door.js';
import { Refusal } from '../../parts/refusal.js';
import { useDoor } from '../../session/session.js';
import { Button } from '../../ui/button.js';
import { useShown } from '../../words/use-shown.js';

/** The offices of a person who holds several: one is chosen before anything is done. */
export function Offices({ session, next }: { readonly session: SessionItem; readonly next: string }) {
  const { t } = useShown();
  const { choose, signOut } = useDoor();
  const go = useNavigate();
  const choosing = useMutation({
    mutationFn: async (office: Office) => {
      await choose(office);
      await go(next, { replace: true });
    },
  });
  return (
    <section className="card demo" aria-labelledby="offices-title">
      <h2 id="offices-title">{t('door.offices')}</h2>
      <ul>
        {session.offices.map((office) => (
          <li key={`${office.principal} ${office.role} ${office.organisation ?? ''}`}>
            <Button
              data={{ 'data-office': office.role }}
              disabled={choosing.isPending}
              onPress={() => {
                choosing.mutate(office);
              }}
            >
              {t(`role.${office.role}`)}
            </Button>
            <span className="sub">
              {office.name}
              {office.organisation !== null && <bdi> ({office.organisation})</bdi>}
            </span>
          </li>
        ))}
      </ul>
      {choosing.error !== null && <Refusal error={choosing.error} title={t('state.notDone')} />}
      <Button
        look="quiet"
        onPress={() => {
          void signOut();
        }}
      >
        {t('account.signOut')}
      </Button>
    </section>
  );
}
