import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Link } from '../../parts/link.js';
import { Page } from '../../parts/page.js';
import { useShown } from '../../words/use-shown.js';
import { bankAddress } from '../board/addresses.js';
import { BanksTable } from './banks-table.js';

/** The banks over all pools beside each other. */
export function Banks() {
  const { t } = useShown();
  return (
    <Page title={t('banks.title')} lead={t('banks.lead')}>
      <AllBanks />
    </Page>
  );
}

export function AllBanks() {
  const { t } = useShown();
  const query = useQuery(ask.banks());
  return (
    <Asked query={query} lines={8}>
      {({ banks }) => (
        <BanksTable
          caption={t('banks.caption')}
          rows={banks}
          rowId={({ bank }) => bank}
          head={{
            id: 'bank',
            text: t('field.bank'),
            cell: ({ bank, name }) => <Link to={bankAddress(bank)}>{name ?? bank}</Link>,
          }}
          files={({ bank }) => bankAddress(bank)}
          isSummed
        />
      )}
    </Asked>
  );
}
