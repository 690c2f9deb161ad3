/** Acts that a person signs: the server asks for the password again before each of them. */
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { door } from '../api/door.js';
import { Refused } from '../api/refused.js';
import { Refusal } from '../parts/refusal.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/text-field.js';
import { useShown } from '../words/use-shown.js';
import { useDemoAccounts } from './demo.js';
import { useSession } from './session.js';

export interface SignedAct<Input> {
  readonly send: (input: Input) => void;
  /** The act that waits for the password; undefined when none does. */
  readonly waiting: Input | undefined;
  /** Gives the password, and sends the waiting act again. */
  readonly confirm: (password: string) => void;
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
    mutationFn: async ({ input, password }: { readonly input: Input; readonly password?: string }) => {
      if (password !== undefined) await door.confirm(password);
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
    confirm: (password) => {
      if (waiting !== undefined) sending.mutate({ input: waiting, password });
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

/** Asks for the password in the place of the buttons. It is a part of a form; the form's own fields keep their input. */
export function PasswordAgain<Input>({ signed, text, act }: Props<Input>): ReactNode {
  const { t } = useShown();
  const { me } = useSession();
  const [password, setPassword] = useState('');
  const shown = useDemoAccounts().find(({ account }) => account === me?.account)?.password;
  return (
    <div className="confirmation">
      <p role="status">{t('confirm.why')}</p>
      <TextField
        label={t('confirm.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        {...(shown !== undefined && { hint: t('door.demoPassword', { password: shown }) })}
        required
        focused
      />
      <div className="buttons">
        <Button
          type="submit"
          look="primary"
          act={act}
          disabled={signed.isBusy || password === ''}
          onPress={() => {
            signed.confirm(password);
          }}
        >
          {signed.isBusy ? t('decision.working') : text}
        </Button>
        <Button act="cancel" onPress={signed.cancel}>
          {t('confirm.cancel')}
        </Button>
      </div>
      {signed.error !== null && <Refusal error={signed.error} title={t('state.notDone')} />}
    </div>
  );
}
