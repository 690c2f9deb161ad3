import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Table } from '../../ui/table.js';
import { useShown } from '../../words/use-shown.js';

/** The newest happenings at the door with the account: its holder sees what somebody else has tried. */
export function OwnDoor() {
  const { t, instant } = useShown();
  const query = useQuery(ask.ownDoor());
  return (
    <Asked query={query} stamped={false}>
      {({ items }) => (
        <Table
          caption={t('account.captionDoor')}
          columns={[
            { id: 'at', header: t('account.when'), cell: ({ at }) => instant(at) },
            { id: 'kind', header: t('account.what'), cell: ({ kind }) => t(`doorKind.${kind}`) },
            {
              id: 'address',
              header: t('account.from'),
              cell: ({ address, by }) => <bdi dir="ltr">{address ?? by}</bdi>,
            },
          ]}
          rows={items}
          rowId={({ entry }) => String(entry)}
          empty={null}
        />
      )}
    </Asked>
  );
}
