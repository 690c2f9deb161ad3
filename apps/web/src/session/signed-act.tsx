/** Acts that a person signs: the server asks for the password again before each of them. */
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Confirmation, door } from '../api/door.js';
import { Refused } from '../api/refused.js';
import { Refusal } from '../parts/refusal.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/text-field.js';
import { useShown } from '../words/use-shown.js';
import { useDemoAccounts } from './demo.js';
import { keepDrafts } from './drafts.js';
import { useSession } from './session.js';

export interface SignedAct<Input> {
  readonly send: (input: Input) => void;
  /** The act that waits for the password; undefined when none does. */
  readonly waiting: Input | undefined;
  /** Gives the password or a code, and sends the waiting act again. */
  readonly confirm: (given: Confirmation) => void;
  readonly cancel: () => void;
  readonly error: Error | null;
  readonly isBusy: boolean;
}

const ASKS_AGAIN = 'confirmation_required';

/**
 * Sends an act; where the server asks for the password, the act waits for it and is sent again as it was. `act` sends the
 * same key each time, so that an act that was recorded before its answer was lost has one effect.
 */
export function useSignedAct<Input, Result>(
  act: (input: Input) => Promise<Result>,
  onDone: (result: Result, input: Input) => void,
): SignedAct<Input> {
  const [waiting, setWaiting] = useState<Input>();
  const sending = useMutation({
    mutationFn: async ({ input, given }: { readonly input: Input; readonly given?: Confirmation }) => {
      if (given !== undefined) await door.confirm(given);
      try {
        return await act(input);
      } catch (error) {
        if (!(error instanceof Refused) || error.refusal !== ASKS_AGAIN) throw error;
        setWaiting(() => input);
        return undefined;
      }
    },
    onSuccess: (result, { input }) => {
      if (result === undefined) return;
      setWaiting(undefined);
      onDone(result, input);
    },
  });
  return {
    waiting,
    send: (input) => {
      sending.mutate({ input });
    },
    confirm: (given) => {
      if (waiting !== undefined) sending.mutate({ input: waiting, given });
    },
    cancel: () => {
      setWaiting(undefined);
      sending.reset();
    },
    error: sending.error,
    isBusy: sending.isPending,
  };
}

interface Props<Input> {
  readonly signed: SignedAct<Input>;
  /** Written on the button that signs. */
  readonly text: string;
  /** The name of the act, for programs that drive the page. */
  readonly act: string;
}

/**
 * Asks who is there, in the place of the buttons: for the password, for a code of the second factor, or at the provider. It
 * is a part of a form; the form's own fields keep their input.
 */
export function PasswordAgain<Input>(props: Props<Input>): ReactNode {
  const { session } = useSession();
  return session?.by === 'provider' ? <ProviderAgain {...props} /> : <Again {...props} />;
}

function Again<Input>({ signed, text, act }: Props<Input>): ReactNode {
  const { t } = useShown();
  const { me, session } = useSession();
  const [typed, setTyped] = useState('');
  const [byCode, setByCode] = useState(false);
  const shown = useDemoAccounts().find(({ account }) => account === me?.account)?.password;
  return (
    <div className="confirmation">
      <p role="status">{t('confirm.why')}</p>
      <TextField
        key={byCode ? 'code' : 'password'}
        label={byCode ? t('door.code') : t('confirm.password')}
        name={byCode ? 'code' : 'password'}
        type={byCode ? 'text' : 'password'}
        autoComplete={byCode ? 'one-time-code' : 'current-password'}
        value={typed}
        onChange={setTyped}
        {...(byCode
          ? { hint: t('door.codeHint') }
          : shown !== undefined && { hint: t('door.demoPassword', { password: shown }) })}
        ltr
        required
        focused
      />
      <div className="buttons">
        <Button
          type="submit"
          look="primary"
          act={act}
          disabled={signed.isBusy || typed === ''}
          onPress={() => {
            signed.confirm(byCode ? { code: typed } : { password: typed });
          }}
        >
          {signed.isBusy ? t('decision.working') : text}
        </Button>
        {session?.secondFactor.isSet === true && (
          <Button
            act="other-way"
            onPress={() => {
              setTyped('');
              setByCode(!byCode);
            }}
          >
            {byCode ? t('confirm.byPassword') : t('confirm.byCode')}
          </Button>
        )}
        <Button act="cancel" onPress={signed.cancel}>
          {t('confirm.cancel')}
        </Button>
      </div>
      {signed.error !== null && <Refusal error={signed.error} title={t('state.notDone')} />}
    </div>
  );
}

/** Leaves for the provider, and comes back to the same page with what was typed. */
function ProviderAgain<Input>({ signed }: Props<Input>): ReactNode {
  const { t } = useShown();
  const leaving = useMutation({
    mutationFn: async () => {
      const { pathname, search } = globalThis.location;
      const address = await door.toProviderAgain(pathname + search);
      keepDrafts();
      globalThis.location.assign(address);
    },
  });
  return (
    <div className="confirmation">
      <p role="status">{t('confirm.atProvider')}</p>
      <div className="buttons">
        <Button
          look="primary"
          act="confirm-at-provider"
          disabled={leaving.isPending}
          onPress={() => {
            leaving.mutate();
          }}
        >
          {t('confirm.goToProvider')}
        </Button>
        <Button act="cancel" onPress={signed.cancel}>
          {t('confirm.cancel')}
        </Button>
      </div>
      {leaving.error !== null && <Refusal error={leaving.error} title={t('state.notDone')} />}
    </div>
  );
}
