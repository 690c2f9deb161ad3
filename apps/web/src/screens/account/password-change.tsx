import { useMutation } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { door } from '../../api/door.js';
import { Refusal } from '../../parts/refusal.js';
import { useDoor } from '../../session/session.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/text-field.js';
import { useShown } from '../../words/use-shown.js';

const NOTHING = { current: '', password: '' };

/** Changes the password; the other sessions of the account end. */
export function PasswordChange() {
  const { t } = useShown();
  const { enter } = useDoor();
  const [given, setGiven] = useState(NOTHING);
  const changing = useMutation({
    mutationFn: () => door.changePassword(given.current, given.password),
    onSuccess: (session) => {
      setGiven(NOTHING);
      enter(session);
    },
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    changing.mutate();
  };
  const field = (name: keyof typeof NOTHING) => ({
    name,
    value: given[name],
    onChange: (typed: string) => {
      setGiven({ ...given, [name]: typed });
    },
    type: 'password' as const,
    ltr: true,
    required: true,
  });
  return (
    <form className="factor" noValidate onSubmit={submit}>
      <TextField label={t('account.current')} autoComplete="current-password" {...field('current')} />
      <TextField
        label={t('door.newPassword')}
        hint={t('door.newPasswordHint')}
        autoComplete="new-password"
        {...field('password')}
      />
      {changing.error !== null && <Refusal error={changing.error} title={t('state.notDone')} />}
      {changing.isSuccess && (
        <p className="notice good" role="status">
          {t('account.changed')}
        </p>
      )}
      <div className="buttons">
        <Button
          type="submit"
          act="change-password"
          disabled={changing.isPending || given.current === '' || given.password === ''}
        >
          {t('account.change')}
        </Button>
      </div>
    </form>
  );
}
