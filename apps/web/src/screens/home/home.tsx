import { useQueries, useQuery } from '@tanstack/react-query';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked, Skeleton } from '../../parts/asked.js';
import { Page } from '../../parts/page.js';
import { Refusal } from '../../parts/refusal.js';
import { useShown } from '../../words/use-shown.js';
import { Absorption } from './absorption.js';
import { Deadlines } from './deadlines.js';
import { MovableCredit } from './movable-credit.js';
import { ToSign } from './to-sign.js';

/** The first page: what waits for a signature, who fell short, how much time is left, what can move. */
export function Home() {
  const { t } = useShown();
  const query = useQuery(ask.pools());
  return (
    <Page title={t('home.title')}>
      <Asked query={query}>{({ items }) => <OfPools pools={items.map(({ pool }) => pool)} />}</Asked>
    </Page>
  );
}

function OfPools({ pools }: { readonly pools: readonly string[] }) {
  return (
    <>
      <ToSign pools={pools} />
      <Boards pools={pools} />
    </>
  );
}

/** The parts that rest on the boards of all pools. A board that fails says so, and the others are shown. */
function Boards({ pools }: { readonly pools: readonly string[] }) {
  const answers = useQueries({ queries: pools.map((pool) => ask.board(pool)) });
  const boards: readonly Schemas['PoolBoard'][] = answers.flatMap(({ data }) =>
    data === undefined ? [] : [data.value],
  );
  const failed = answers.find(({ error }) => error !== null);
  if (boards.length === 0 && failed === undefined) return <Skeleton lines={8} />;
  return (
    <>
      {failed?.error && <Refusal error={failed.error} onRetry={() => void failed.refetch()} />}
      <Absorption boards={boards} />
      <Deadlines boards={boards} />
      <MovableCredit boards={boards} />
    </>
  );
}
