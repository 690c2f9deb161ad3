import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { acts, type Recorded } from '../../api/acts.js';
import type { Names } from '../../parts/names.js';
import { Refusal } from '../../parts/refusal.js';
import { useDraft } from '../../session/drafts.js';
import { PasswordAgain, useSignedAct } from '../../session/signed-act.js';
import { mayDo, useSession } from '../../session/session.js';
import { Button } from '../../ui/button.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { useShown } from '../../words/use-shown.js';
import type { Review } from './review.js';

interface Props {
  readonly review: Review;
  readonly names: Names;
}

/** Takes back an approved reallocation, or a part of it. Nothing is shown to a user who may not do it. */
export function Reversal({ review, names }: Props) {
  const { me } = useSession();
  const { t } = useShown();
  if (!mayDo(me, 'decide-reallocation') || review.transfers.length === 0) return null;
  return (
    <details className="reversal">
      <summary>{t('reversal.title')}</summary>
      <ReversalForm review={review} names={names} />
    </details>
  );
}

function ReversalForm({ review, names }: Props) {
  const { t, billions } = useShown();
  const [chosen, setChosen, forgetChosen] = useDraft(`reversed transfer of ${review.reviewId}`, '0');
  const [amount, setAmount, forgetAmount] = useDraft(
    `reversed amount of ${review.reviewId}`,
    review.transfers[0]?.amountRial,
  );
  const [reason, setReason, forgetReason] = useDraft(`reason of the reversal of ${review.reviewId}`);
  const [done, setDone] = useState<Recorded>();
  const signed = useReverse(review, (recorded) => {
    for (const forget of [forgetChosen, forgetAmount, forgetReason]) forget();
    setDone(recorded);
  });
  const transfer = review.transfers[Number(chosen)];
  const amountRial = asciiDigits(amount).replaceAll(/[\s,٬]/g, '');
  const isReady = /^[1-9]\d*$/.test(amountRial) && reason.trim() !== '' && transfer !== undefined;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!isReady || signed.waiting !== undefined) return;
    signed.send({ from: transfer.from, to: transfer.to, amountRial, reason: reason.trim() });
  };
  if (done !== undefined)
    return (
      <p className="notice good" role="status">
        {t('reversal.done', { position: String(done.position) })}
      </p>
    );
  return (
    <form className="signing" noValidate onSubmit={submit}>
      <Select
        label={t('reversal.transfer')}
        name="transfer"
        value={chosen}
        onChange={(index) => {
          setChosen(index);
          setAmount(review.transfers[Number(index)]?.amountRial ?? '');
        }}
        options={review.transfers.map(({ from, to, amountRial: all }, index) => ({
          value: String(index),
          text: t('decision.transfer', { amount: billions(all), from: names(from), to: names(to) }),
        }))}
      />
      <TextField label={t('reversal.amount')} name="amountRial" value={amount} onChange={setAmount} ltr />
      <TextField
        label={t('reversal.reason')}
        name="reversalReason"
        value={reason}
        onChange={setReason}
        hint={t('decision.reasonHint')}
        long
        required
      />
      {signed.waiting === undefined ? (
        <div className="buttons">
          <Button type="submit" act="reverse" disabled={!isReady || signed.isBusy}>
            {signed.isBusy ? t('decision.working') : t('reversal.reverse')}
          </Button>
        </div>
      ) : (
        <PasswordAgain signed={signed} act="reverse" text={t('reversal.reverse')} />
      )}
      {signed.waiting === undefined && signed.error !== null && (
        <Refusal error={signed.error} title={t('state.notDone')} />
      )}
    </form>
  );
}

type Given = Omit<Parameters<typeof acts.reverse>[2], 'reversalId'>;

/** Reverses. One key an act: sent again, it has one effect. */
function useReverse({ pool, reviewId }: Review, onDone: (recorded: Recorded) => void) {
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const reversalId = `reversal-${key.slice(0, 8)}`;
  return useSignedAct<Given, Recorded>(
    (given) => acts.reverse(pool, reviewId, { ...given, reversalId }, key),
    (recorded) => {
      onDone(recorded);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
  );
}
