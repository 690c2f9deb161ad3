import { useMutation } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { door } from '../../api/door.js';
import type { Schemas } from '../../api/questions.js';
import { Refusal } from '../../parts/refusal.js';
import { useDoor } from '../../session/session.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/text-field.js';
import { useShown } from '../../words/use-shown.js';
import { Picture } from './picture.js';

/** Sets a second factor up: the password first, then a first code of the authenticator. */
export function FactorSetUp() {
  const [secret, setSecret] = useState<Schemas['NewFactorItem']>();
  return secret === undefined ? <Begin onBegun={setSecret} /> : <FirstCode factor={secret} />;
}

function Begin({ onBegun }: { readonly onBegun: (factor: Schemas['NewFactorItem']) => void }) {
  const { t } = useShown();
  const [password, setPassword] = useState('');
  const beginning = useMutation({ mutationFn: () => door.beginFactor(password), onSuccess: onBegun });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    beginning.mutate();
  };
  return (
    <form className="factor" noValidate onSubmit={submit}>
      <p>{t('factor.what')}</p>
      <TextField
        label={t('confirm.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        ltr
        required
      />
      {beginning.error !== null && <Refusal error={beginning.error} title={t('state.notDone')} />}
      <div className="buttons">
        <Button
          type="submit"
          look="primary"
          act="begin-factor"
          disabled={beginning.isPending || password === ''}
        >
          {t('factor.begin')}
        </Button>
      </div>
    </form>
  );
}

const GROUP = /.{1,4}/g;

function FirstCode({ factor: { secret, address } }: { readonly factor: Schemas['NewFactorItem'] }) {
  const { t } = useShown();
  const { enter } = useDoor();
  const [code, setCode] = useState('');
  const setting = useMutation({ mutationFn: () => door.setFactor(code), onSuccess: enter });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setting.mutate();
  };
  return (
    <form className="factor" noValidate onSubmit={submit}>
      <p role="status">{t('factor.scan')}</p>
      <Picture text={address} label={t('factor.picture')} />
      <p>
        {t('factor.orType')}{' '}
        <code dir="ltr" data-secret={secret}>
          {secret.match(GROUP)?.join(' ')}
        </code>
      </p>
      <TextField
        label={t('door.code')}
        hint={t('door.codeHint')}
        name="code"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        ltr
        required
        focused
      />
      {setting.error !== null && <Refusal error={setting.error} title={t('state.notDone')} />}
      <div className="buttons">
        <Button type="submit" look="primary" act="set-factor" disabled={setting.isPending || code === ''}>
          {t('factor.set')}
        </Button>
      </div>
    </form>
  );
}
