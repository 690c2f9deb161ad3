import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { door } from '../../api/door.js';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Refusal } from '../../parts/refusal.js';
import { Button } from '../../ui/button.js';
import { type Column, Table } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { type Shown, useShown } from '../../words/use-shown.js';

type Listed = Schemas['ListedSessionItem'];

/** The sessions of the account; each can be ended. */
export function Sessions() {
  const shown = useShown();
  const { t } = shown;
  const queries = useQueryClient();
  const query = useQuery(ask.ownSessions());
  const ending = useMutation({
    mutationFn: door.endSession,
    onSettled: () => queries.invalidateQueries({ queryKey: ask.ownSessions().queryKey }),
  });
  const end = (sessionId: string): void => {
    ending.mutate(sessionId);
  };
  return (
    <Asked query={query} stamped={false}>
      {({ items }) => (
        <>
          <Table
            caption={t('account.captionSessions')}
            columns={columns(shown, end, ending.isPending)}
            rows={items}
            rowId={({ sessionId }) => sessionId}
            empty={null}
          />
          {ending.error !== null && <Refusal error={ending.error} title={t('state.notDone')} />}
        </>
      )}
    </Asked>
  );
}

function columns(
  { t, instant }: Shown,
  end: (sessionId: string) => void,
  isBusy: boolean,
): readonly Column<Listed>[] {
  return [
    { id: 'signedInAt', header: t('account.since'), cell: ({ signedInAt }) => instant(signedInAt) },
    { id: 'usedAt', header: t('account.used'), cell: ({ usedAt }) => instant(usedAt) },
    {
      id: 'office',
      header: t('account.as'),
      cell: ({ office }) => (office === null ? '' : t(`role.${office.role}`)),
    },
    {
      id: 'address',
      header: t('account.from'),
      cell: ({ address, agent }) => (
        <>
          <bdi dir="ltr">{address}</bdi> <span className="sub">{agent}</span>
        </>
      ),
    },
    {
      id: 'end',
      header: t('account.end'),
      cell: ({ sessionId, isThis }) =>
        isThis ? (
          <Tag tone="plain">{t('account.this')}</Tag>
        ) : (
          <Button
            act="end-session"
            disabled={isBusy}
            onPress={() => {
              end(sessionId);
            }}
          >
            {t('account.endIt')}
          </Button>
        ),
    },
  ];
}
