import { useQueries, useQuery } from '@tanstack/react-query';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked, Skeleton } from '../../parts/asked.js';
import { Link } from '../../parts/link.js';
import { Page, Section } from '../../parts/page.js';
import { Refusal } from '../../parts/refusal.js';
import { mayDo, useSession } from '../../session/session.js';
import { useShown } from '../../words/use-shown.js';
import { AllBanks } from '../banks/banks.js';
import { InPools } from '../banks/bank.js';
import { OnCourse } from '../commitments/on-course.js';
import { Breaching } from '../queue/breaching.js';
import { Absorption } from './absorption.js';
import { Deadlines } from './deadlines.js';
import { MovableCredit } from './movable-credit.js';
import { ToSign } from './to-sign.js';

/** The first page of each role: its questions, answered without a click. */
export function Home() {
  const { t } = useShown();
  const { me } = useSession();
  if (me === undefined) return null;
  return (
    <Page title={t('home.title')}>
      {me.role === 'inspector' && <OfInspector />}
      {me.role === 'bank' ? (
        <OfBank bank={me.organisation ?? ''} />
      ) : (
        <>
          <OfPools signs={mayDo(me, 'decide-reallocation')} ownOnly={me.role === 'agency'} />
          <OnCourse />
        </>
      )}
    </Page>
  );
}

/** Which banks stand out, and where changes are found. */
function OfInspector() {
  const { t } = useShown();
  return (
    <Section title={t('home.banks')} aside={<Link to="/history">{t('home.history')}</Link>}>
      <AllBanks />
    </Section>
  );
}

/** What waits at the bank, pool by pool. */
function OfBank({ bank }: { readonly bank: string }) {
  const { t } = useShown();
  const query = useQuery(ask.pools());
  return (
    <>
      <InQueue />
      <Section title={t('home.atYourBank')}>
        <Asked query={query}>
          {({ items }) => <InPools bank={bank} pools={items.map(({ pool }) => pool)} />}
        </Asked>
      </Section>
    </>
  );
}

/** What the bank has to answer first. */
function InQueue() {
  const { t } = useShown();
  const query = useQuery(ask.queue({ pending: true, limit: 1 }));
  return (
    <Section title={t('home.queue')} aside={<Link to="/queue">{t('nav.queue')}</Link>}>
      <Asked query={query} stamped={false}>
        {({ sums }) => <Breaching sums={sums} within={undefined} />}
      </Asked>
    </Section>
  );
}

/** What waits for a signature, who fell short, how much time is left, what can move. */
function OfPools({ signs, ownOnly }: { readonly signs: boolean; readonly ownOnly: boolean }) {
  const query = useQuery(ask.pools());
  return (
    <Asked query={query}>
      {({ items }) => {
        const pools = items.map(({ pool }) => pool);
        return (
          <>
            {!ownOnly && <ToSign pools={pools} signs={signs} />}
            <Boards pools={pools} ownOnly={ownOnly} />
          </>
        );
      }}
    </Asked>
  );
}

interface BoardsProps {
  readonly pools: readonly string[];
  /** Whether only the own row is shown: an agency is told no totals of a pool. */
  readonly ownOnly: boolean;
}

/** The parts that rest on the boards of all pools. A board that fails says so, and the others are shown. */
function Boards({ pools, ownOnly }: BoardsProps) {
  const answers = useQueries({ queries: pools.map((pool) => ask.board(pool)) });
  const boards: readonly Schemas['PoolBoard'][] = answers.flatMap(({ data }) =>
    data === undefined ? [] : [data.value],
  );
  const failed = answers.find(({ error }) => error !== null);
  if (pools.length > 0 && boards.length === 0 && failed === undefined) return <Skeleton lines={8} />;
  return (
    <>
      {failed?.error && <Refusal error={failed.error} onRetry={() => void failed.refetch()} />}
      <Absorption boards={boards} />
      <Deadlines boards={boards} />
      {!ownOnly && <MovableCredit boards={boards} />}
    </>
  );
}
