import { useQueries, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ask } from '../../api/questions.js';
import { Asked, Skeleton } from '../../parts/asked.js';
import { Link } from '../../parts/link.js';
import { Page } from '../../parts/page.js';
import { Refusal } from '../../parts/refusal.js';
import { poolTitle } from '../../words/pool-title.js';
import { useShown } from '../../words/use-shown.js';
import { filesOfBankAddress } from '../board/addresses.js';
import { historyAddress } from '../history/place.js';
import { BanksTable } from './banks-table.js';

/** One bank, pool by pool, with the files behind each figure. */
export function Bank() {
  const { t } = useShown();
  const { bank = '' } = useParams();
  const pools = useQuery(ask.pools());
  const banks = useQuery(ask.banks());
  const name = banks.data?.value.banks.find((each) => each.bank === bank)?.name ?? bank;
  return (
    <Page
      title={name}
      lead={<Link to={historyAddress({ kind: 'bank', id: bank })}>{t('banks.history')}</Link>}
    >
      <Asked query={pools}>
        {({ items }) => <InPools bank={bank} pools={items.map(({ pool }) => pool)} />}
      </Asked>
    </Page>
  );
}

/** A bank in each pool. A pool that cannot be asked says so, and the others are shown. */
export function InPools({ bank, pools }: { readonly bank: string; readonly pools: readonly string[] }) {
  const shown = useShown();
  const { t } = shown;
  const answers = useQueries({ queries: pools.map((pool) => ask.banksOf(pool)) });
  const failed = answers.find(({ error }) => error !== null);
  if (answers.some(({ isPending }) => isPending)) return <Skeleton lines={4} />;
  const rows = answers.flatMap(({ data }) =>
    (data?.value.banks ?? [])
      .filter((each) => each.bank === bank && each.introduced.facilities > 0)
      .map((each) => ({ ...each, pool: data?.value.pool ?? '' })),
  );
  return (
    <>
      {failed?.error && <Refusal error={failed.error} onRetry={() => void failed.refetch()} />}
      <BanksTable
        caption={t('banks.captionPools')}
        rows={rows}
        rowId={({ pool }) => pool}
        head={{
          id: 'pool',
          text: t('reviews.pool'),
          cell: ({ pool }) => <Link to={filesOfBankAddress(pool, bank)}>{poolTitle(pool, shown)}</Link>,
        }}
        files={({ pool }) => filesOfBankAddress(pool, bank)}
        isSummed
      />
    </>
  );
}
