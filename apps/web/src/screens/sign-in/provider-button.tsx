import { useMutation } from '@tanstack/react-query';
import { door } from '../../api/door.js';
import { Refusal } from '../../parts/refusal.js';
import { keepDrafts } from '../../session/drafts.js';
import { Button } from '../../ui/button.js';
import { useShown } from '../../words/use-shown.js';

/** The way to the provider, which leads back to the page that was asked for. */
export function ProviderButton({ name, next }: { readonly name: string; readonly next: string }) {
  const { t } = useShown();
  const leaving = useMutation({
    mutationFn: async () => {
      const address = await door.toProvider(next);
      keepDrafts();
      globalThis.location.assign(address);
    },
  });
  return (
    <div className="card door-form">
      <Button
        look="primary"
        act="sign-in-at-provider"
        disabled={leaving.isPending}
        onPress={() => {
          leaving.mutate();
        }}
      >
        {t('door.byProvider', { provider: name })}
      </Button>
      {leaving.error !== null && <Refusal error={leaving.error} title={t('door.refused')} />}
    </div>
  );
}
