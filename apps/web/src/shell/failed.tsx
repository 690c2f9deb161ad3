import { Link } from '../parts/link.js';
import { Page } from '../parts/page.js';
import { Button } from '../ui/button.js';
import { useShown } from '../words/use-shown.js';

/** In place of a page that threw. */
export function Failed() {
  const { t } = useShown();
  return (
    <Page title={t('state.failed')}>
      <Button
        onPress={() => {
          globalThis.location.reload();
        }}
      >
        {t('state.reload')}
      </Button>
    </Page>
  );
}

/** What is not there, and what is not permitted: they look alike. */
export function NotFound() {
  const { t } = useShown();
  return (
    <Page title={t('state.notFound')} lead={t('state.notFoundHint')}>
      <Link to="/">{t('state.backHome')}</Link>
    </Page>
  );
}
