import type { SyntheticEvent } from 'react';
import type { Credentials } from '../../api/door.js';
import { Refused } from '../../api/refused.js';
import { Refusal } from '../../parts/refusal.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/text-field.js';
import { useShown } from '../../words/use-shown.js';

interface Props {
  readonly given: Credentials;
  readonly onChange: (given: Credentials) => void;
  readonly error: Error | null;
  readonly isBusy: boolean;
  readonly onSubmit: () => void;
}

/** Refusals after which the code of the second factor is asked for. */
const OF_THE_CODE: readonly string[] = ['second_factor_needed', 'second_factor_wrong'];

/** Account and password, and the code of the second factor once the server has asked for it. */
export function PasswordForm({ given, onChange, error, isBusy, onSubmit }: Props) {
  const { t } = useShown();
  const asksCode = error instanceof Refused && OF_THE_CODE.includes(error.refusal);
  const field = (name: keyof Credentials) => ({
    name,
    value: given[name],
    onChange: (typed: string) => {
      onChange({ ...given, [name]: typed });
    },
    ltr: true,
    required: true,
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="card door-form" noValidate onSubmit={submit}>
      <TextField label={t('door.account')} autoComplete="username" {...field('account')} />
      <TextField
        label={t('door.password')}
        type="password"
        autoComplete="current-password"
        {...field('password')}
      />
      {(asksCode || given.code !== '') && (
        <TextField
          label={t('door.code')}
          hint={t('door.codeHint')}
          autoComplete="one-time-code"
          focused
          {...field('code')}
        />
      )}
      {error !== null && <Refusal error={error} title={t('door.refused')} />}
      <div className="buttons">
        <Button
          type="submit"
          look="primary"
          act="sign-in"
          disabled={isBusy || given.account.trim() === '' || given.password === ''}
        >
          {isBusy ? t('door.working') : t('door.signIn')}
        </Button>
      </div>
      <p className="hint">{t('door.lost')}</p>
    </form>
  );
}
