import type { SyntheticEvent } from 'react';
import { door, type SessionItem } from '../../api/door.js';
import { Refusal } from '../../parts/refusal.js';
import { useDoor } from '../../session/session.js';
import { PasswordAgain, useSignedAct } from '../../session/signed-act.js';
import { Button } from '../../ui/button.js';
import { useShown } from '../../words/use-shown.js';
import { FactorSetUp } from './factor-set-up.js';

/** Whether a second factor is set; sets it up, or removes it with a confirmation. */
export function SecondFactor({ session }: { readonly session: SessionItem }) {
  const { t } = useShown();
  if (!session.secondFactor.isSet)
    return (
      <>
        <p data-factor="not set">{t('factor.notSet')}</p>
        <FactorSetUp />
      </>
    );
  return (
    <>
      <p data-factor="set">{t(session.secondFactor.isRequired ? 'factor.isRequired' : 'factor.isSet')}</p>
      <Removal />
    </>
  );
}

function Removal() {
  const { t } = useShown();
  const { enter } = useDoor();
  const signed = useSignedAct<'remove', SessionItem>(() => door.removeFactor(), enter);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
  };
  return (
    <form className="factor" noValidate onSubmit={submit}>
      {signed.waiting !== undefined ? (
        <PasswordAgain signed={signed} act="remove-factor" text={t('factor.remove')} />
      ) : (
        <>
          <div className="buttons">
            <Button
              act="remove-factor"
              disabled={signed.isBusy}
              onPress={() => {
                signed.send('remove');
              }}
            >
              {t('factor.remove')}
            </Button>
          </div>
          {signed.error !== null && <Refusal error={signed.error} title={t('state.notDone')} />}
        </>
      )}
    </form>
  );
}
