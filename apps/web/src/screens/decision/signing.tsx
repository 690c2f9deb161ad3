import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { rial, sumRial } from '@misaq/platform/kernel/money.js';
import { acts, type Recorded } from '../../api/acts.js';
import { Link } from '../../parts/link.js';
import { Refusal } from '../../parts/refusal.js';
import { useDraft } from '../../session/drafts.js';
import { mayDo, useSession } from '../../session/session.js';
import { PasswordAgain, useSignedAct } from '../../session/signed-act.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/text-field.js';
import { useShown } from '../../words/use-shown.js';
import { poolAddress } from '../board/addresses.js';
import type { Review } from './review.js';

type Verb = 'approve' | 'dismiss';

interface Props {
  readonly review: Review;
  readonly onDone: (done: Done) => void;
}

/** The reason and the signature. A button that would be refused is grey, and the refusal stands beside it. */
export function Signing({ review, onDone }: Props) {
  const { t } = useShown();
  const [reason, setReason, forget] = useDraft(`reason of ${review.reviewId}`);
  const [missing, setMissing] = useState(false);
  const obstacle = useObstacle(review);
  const signed = useDecide(review, reason.trim(), (done) => {
    forget();
    onDone(done);
  });
  const send = (verb: Verb): void => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') signed.send(verb);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (signed.waiting === undefined) send('approve');
  };
  return (
    <form className="signing" noValidate onSubmit={submit}>
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
      {signed.waiting === undefined && signed.error !== null && (
        <Refusal error={signed.error} title={t('state.notDone')} />
      )}
      {signed.waiting === undefined ? (
        <Buttons
          review={review}
          obstacle={obstacle}
          busy={signed.isBusy}
          onDismiss={() => {
            send('dismiss');
          }}
        />
      ) : (
        <Password review={review} signed={signed} verb={signed.waiting} />
      )}
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
  return useSignedAct<Verb, Recorded>(
    async (verb) => {
      try {
        return await acts[verb](pool, reviewId, reason, keys[verb]);
      } finally {
        // The board is shown as it stands after the signature: its answer is awaited.
        await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      }
    },
    ({ position }, verb) => {
      onDone({ verb, position });
    },
  );
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

function useApproveText({ transfers }: Review): string {
  const { t, billions } = useShown();
  const amount = sumRial(transfers.map(({ amountRial }) => rial(amountRial)));
  return amount === 0n ? t('decision.approveNothing') : t('decision.approve', { amount: billions(amount) });
}

/** The password for the act that waits, in the place of the buttons. */
function Password({
  review,
  signed,
  verb,
}: {
  readonly review: Review;
  readonly signed: ReturnType<typeof useDecide>;
  readonly verb: Verb;
}) {
  const { t } = useShown();
  const approve = useApproveText(review);
  return (
    <PasswordAgain signed={signed} act={verb} text={verb === 'approve' ? approve : t('decision.dismiss')} />
  );
}

interface ButtonsProps {
  readonly review: Review;
  readonly obstacle: Obstacle | undefined;
  readonly busy: boolean;
  readonly onDismiss: () => void;
}

function Buttons({ review, obstacle, busy, onDismiss }: ButtonsProps) {
  const { t } = useShown();
  const approve = useApproveText(review);
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
  if (me?.principal === requestedBy)
    return { name: 'own_review', word: 'decision.ownReview', stops: 'approval' };
  if (transfers.length === 0)
    return { name: 'nothing_to_move', word: 'decision.nothingToMove', stops: 'approval' };
  return undefined;
}
