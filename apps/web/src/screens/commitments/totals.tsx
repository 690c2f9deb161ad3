import type { Schemas } from '../../api/questions.js';
import { Facts } from '../../parts/facts.js';
import { Count, Share } from '../../parts/figure.js';
import { useShown } from '../../words/use-shown.js';
import { useVersionName } from '../../words/version-name.js';
import { jobsAddress } from '../jobs/place.js';

/** The promise as a whole, and what became of it. Each count of jobs leads to its jobs. */
export function Totals({ board }: { readonly board: Schemas['CommitmentBoard'] }) {
  const { t } = useShown();
  const versionName = useVersionName();
  const { province, year } = board;
  const jobs = (field: string, word: string, value: number, held: Readonly<Record<string, string>>) => ({
    field,
    label: word,
    value: <Count value={value} to={jobsAddress({ province, year, ...held })} name={field} />,
  });
  return (
    <Facts
      label={t('promise.totals')}
      facts={[
        ...board.versions.map((version) => ({
          field: `assigned-${version}`,
          label: t('promise.assignedOf', { version: versionName(version) }),
          value: <Count value={board.assignedByVersion[version] ?? 0} />,
        })),
        {
          ...jobs('registered', t('promise.registered'), board.registered, { counted: 'true' }),
          help: t('promise.registeredHelp'),
        },
        {
          field: 'fulfilmentBasisPoints',
          label: t('promise.fulfilment'),
          help: t('promise.fulfilmentHelp', { version: versionName(board.version) }),
          value: <Share value={board.fulfilmentBasisPoints} />,
        },
        jobs('registeredWomen', t('promise.women'), board.registeredWomen, {
          counted: 'true',
          gender: 'female',
        }),
        jobs('rejected', t('jobs.of.rejected'), board.rejected, { status: 'rejected' }),
        jobs('voided', t('jobs.of.voided'), board.voided, { status: 'voided' }),
      ]}
    />
  );
}
