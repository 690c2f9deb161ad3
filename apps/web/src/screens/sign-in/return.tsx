import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { door } from '../../api/door.js';
import { Refused } from '../../api/refused.js';
import { Skeleton } from '../../parts/asked.js';
import { Link } from '../../parts/link.js';
import { Refusal } from '../../parts/refusal.js';
import { SIGN_IN } from '../../session/next.js';
import { useDoor } from '../../session/session.js';
import { useShown } from '../../words/use-shown.js';

/** Where the provider leads back to: the server is told what came back, and the person goes on to where they were going. */
export function Return() {
  const { t } = useShown();
  const { search } = useLocation();
  const { enter } = useDoor();
  const go = useNavigate();
  const { data, error } = useQuery({
    queryKey: ['session', 'returned', search],
    queryFn: () => door.comeBack(search.slice(1)),
    retry: false,
    staleTime: Infinity,
  });
  useEffect(() => {
    if (data === undefined) return;
    enter(data.session);
    // What came back stands in no history of the browser.
    void go(data.next, { replace: true, state: { isConfirmed: data.isConfirmed } });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for what came back
  }, [data]);
  useEffect(() => {
    document.title = `${t('door.title')} – ${t('app.name')}`;
  }, [t]);
  return (
    <main className="door door-main" id="page">
      <h1>{t('door.title')}</h1>
      {error === null ? <Skeleton lines={4} /> : <NotIn error={error} />}
    </main>
  );
}

function NotIn({ error }: { readonly error: Error }) {
  const { t } = useShown();
  const { issuer, subject } = figuresOf(error);
  return (
    <>
      <Refusal error={error} title={t('door.refused')} />
      {subject !== undefined && (
        <dl className="card door-form">
          <dt>{t('door.subject')}</dt>
          <dd>
            <code dir="ltr" data-subject={subject}>
              {subject}
            </code>
          </dd>
          <dt>{t('door.issuer')}</dt>
          <dd>
            <bdi dir="ltr">{issuer}</bdi>
          </dd>
        </dl>
      )}
      <Link to={SIGN_IN}>{t('door.signIn')}</Link>
    </>
  );
}

/** What the provider calls somebody whom no admin has linked. */
function figuresOf(error: Error): { readonly issuer?: string; readonly subject?: string } {
  if (!(error instanceof Refused) || error.refusal !== 'person_not_linked') return {};
  return error.figures;
}
