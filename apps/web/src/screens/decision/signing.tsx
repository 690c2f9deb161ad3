import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { rial, sumRial } from '@misaq/platform/kernel/money.js';
import { acts } from '../../api/acts.js';
import { Link } from '../../parts/link.js';
import { Refusal } from '../../parts/refusal.js';
import { mayDo, useSession } from '../../session/session.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/text-field.js';
import { useShown } from '../../words/use-shown.js';
import { poolAddress } from '../board/addresses.js';
import type { Review } from './review.js';

type Verb = 'approve' | 'dismiss';

/** The reason and the signature. A button that would be refused is grey, and the refusal stands beside it. */
export function Signing({
  review,
  onDone,
}: {
  readonly review: Review;
  readonly onDone: (done: Done) => void;
}) {
  const { t } = useShown();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const obstacle = useObstacle(review);
  const act = useDecide(review, reason.trim(), onDone);
  const send = (verb: Verb): void => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') act.mutate(verb);
  };
  return (
    <form
      className="signing"
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        send('approve');
      }}
    >
      {obstacle?.stops !== 'both' && (
        <TextField
          label={t('decision.reason')}
          name="reason"
          value={reason}
          onChange={setReason}
          hint={t('decision.reasonHint')}
          problem={missing && reason.trim() === '' ? t('decision.reasonMissing') : undefined}
          long
          required
        />
      )}
      {obstacle !== undefined && (
        <p id={OBSTACLE} className="notice" data-obstacle={obstacle.name}>
          <strong>{t('decision.cannotSign')}</strong> {t(obstacle.word)}
        </p>
      )}
      {act.error !== null && <Refusal error={act.error} />}
      <Buttons
        review={review}
        obstacle={obstacle}
        busy={act.isPending}
        onDismiss={() => {
          send('dismiss');
        }}
      />
      <p className="signature-line" aria-hidden="true">
        {t('decision.signature')}
      </p>
    </form>
  );
}

const OBSTACLE = 'obstacle';

/** Approves or dismisses. One key an act: the same act sent again, after a lost answer, has one effect. */
function useDecide({ pool, reviewId }: Review, reason: string, onDone: (done: Done) => void) {
  const queries = useQueryClient();
  const [keys] = useState({ approve: crypto.randomUUID(), dismiss: crypto.randomUUID() });
  return useMutation({
    mutationFn: (verb: Verb) => acts[verb](pool, reviewId, reason, keys[verb]),
    onSuccess: ({ position }, verb) => {
      onDone({ verb, position });
    },
    onSettled: () => queries.invalidateQueries(),
  });
}

/** What was done, and up to where it can be seen. */
export interface Done {
  readonly verb: Verb;
  readonly position: string | number;
}

export function DoneNotice({
  pool,
  done: { verb, position },
}: {
  readonly pool: string;
  readonly done: Done;
}) {
  const { t, count } = useShown();
  return (
    <p className="notice good" role="status">
      {t(verb === 'approve' ? 'decision.approved' : 'decision.dismissed', {
        position: count(BigInt(position)),
      })}{' '}
      <Link to={poolAddress(pool)}>{t('decision.seeBoard')}</Link>
    </p>
  );
}

interface ButtonsProps {
  readonly review: Review;
  readonly obstacle: Obstacle | undefined;
  readonly busy: boolean;
  readonly onDismiss: () => void;
}

function Buttons({ review, obstacle, busy, onDismiss }: ButtonsProps) {
  const { t, billions } = useShown();
  const amount = sumRial(review.transfers.map(({ amountRial }) => rial(amountRial)));
  const approve =
    amount === 0n ? t('decision.approveNothing') : t('decision.approve', { amount: billions(amount) });
  return (
    <div className="buttons">
      <Button
        type="submit"
        look="primary"
        act="approve"
        disabled={obstacle !== undefined || busy}
        describedBy={obstacle === undefined ? undefined : OBSTACLE}
      >
        {busy ? t('decision.working') : approve}
      </Button>
      <Button act="dismiss" disabled={obstacle?.stops === 'both' || busy} onPress={onDismiss}>
        {t('decision.dismiss')}
      </Button>
    </div>
  );
}

/** Why the server would refuse a signature, by the name of its refusal, before anybody tries. */
interface Obstacle {
  readonly name: 'not_permitted' | 'own_review' | 'nothing_to_move';
  readonly word: 'decision.notYours' | 'decision.ownReview' | 'decision.nothingToMove';
  /** A review that moves nothing, or is one's own, can still be dismissed. */
  readonly stops: 'both' | 'approval';
}

function useObstacle({ requestedBy, transfers }: Review): Obstacle | undefined {
  const { me } = useSession();
  if (!mayDo(me, 'decide-reallocation'))
    return { name: 'not_permitted', word: 'decision.notYours', stops: 'both' };
  if (me?.principalId === requestedBy)
    return { name: 'own_review', word: 'decision.ownReview', stops: 'approval' };
  if (transfers.length === 0)
    return { name: 'nothing_to_move', word: 'decision.nothingToMove', stops: 'approval' };
  return undefined;
}
