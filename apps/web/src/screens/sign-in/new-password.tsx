import { useMutation } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { door } from '../../api/door.js';
import { Link } from '../../parts/link.js';
import { Refusal } from '../../parts/refusal.js';
import { SIGN_IN } from '../../session/next.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/text-field.js';
import { useShown } from '../../words/use-shown.js';

/** Sets the password of an account by a one-time link of an admin. */
export function NewPassword({ code }: { readonly code: string }) {
  const { t } = useShown();
  const [password, setPassword] = useState('');
  const setting = useMutation({ mutationFn: () => door.setPassword(code, password) });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setting.mutate();
  };
  if (setting.data !== undefined)
    return (
      <p className="notice good" role="status">
        {t('door.passwordSet', { account: setting.data.account })}{' '}
        <Link to={SIGN_IN}>{t('door.signIn')}</Link>
      </p>
    );
  return (
    <form className="card door-form" noValidate onSubmit={submit}>
      <TextField
        label={t('door.newPassword')}
        hint={t('door.newPasswordHint')}
        name="password"
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        required
        ltr
      />
      {setting.error !== null && <Refusal error={setting.error} title={t('state.notDone')} />}
      <div className="buttons">
        <Button type="submit" look="primary" disabled={setting.isPending || password === ''}>
          {t('door.setPassword')}
        </Button>
      </div>
    </form>
  );
}
