import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Recorded } from '../../api/acts.js';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { useAllNames } from '../../parts/names.js';
import { Page } from '../../parts/page.js';
import { Pages } from '../../parts/pages.js';
import { mayDo, useSession } from '../../session/session.js';
import { Table } from '../../ui/table.js';
import { useShown } from '../../words/use-shown.js';
import { Breaching } from './breaching.js';
import { queueColumns } from './columns.js';
import { Done, type DoneAct } from './done.js';
import { QueueFilters } from './filters.js';
import { isWithin, queueQuery } from './place.js';
import { RowAct } from './row-act.js';
import type { Verb, Waiting } from './waiting.js';

/** What waits at banks over all pools, the least time left first. An officer of a bank pays and declines in the row. */
export function Queue() {
  const { t } = useShown();
  const { me } = useSession();
  const [search] = useSearchParams();
  const query = useQuery({ ...ask.queue(queueQuery(search)), placeholderData: keepPreviousData });
  return (
    <Page title={t('queue.title')} lead={t('queue.lead')}>
      {me?.role !== 'bank' && <QueueFilters />}
      <Asked query={query} lines={10}>
        {(page) => <Files page={page} acts={mayDo(me, 'pay')} isOneBank={me?.role === 'bank'} />}
      </Asked>
    </Page>
  );
}

/** The act whose form is open in a row. */
interface OpenAct {
  readonly row: string;
  readonly verb: Verb;
}

interface FilesProps {
  readonly page: Schemas['AllFacilitiesPage'];
  /** Whether the reader pays and declines in the row. */
  readonly acts: boolean;
  readonly isOneBank: boolean;
}

function Files({ page, acts, isOneBank }: FilesProps) {
  const shown = useShown();
  const { t, count } = shown;
  const names = useAllNames();
  const [search] = useSearchParams();
  const [open, setOpen] = useState<OpenAct>();
  const [done, setDone] = useState<DoneAct>();
  const press = (file: Waiting, verb: Verb): void => {
    const row = rowOf(file);
    setDone(undefined);
    setOpen(open?.row === row && open.verb === verb ? undefined : { row, verb });
  };
  return (
    <>
      <Breaching sums={page.sums} within={isWithin(search)} />
      {done !== undefined && <Done done={done} />}
      <Table
        id="queue"
        caption={`${t('queue.caption')} – ${t('files.shown', { shown: count(page.items.length), total: count(page.total) })}`}
        columns={queueColumns(shown, names, {
          acts: acts ? { open: (file) => verbIn(open, file), press } : undefined,
          isOneBank,
        })}
        rows={page.items}
        rowId={rowOf}
        empty={t('queue.none')}
        below={(file) => {
          const verb = verbIn(open, file);
          return verb === undefined ? undefined : (
            <RowAct
              key={verb}
              file={file}
              verb={verb}
              onCancel={() => {
                setOpen(undefined);
              }}
              onDone={(recorded: Recorded) => {
                setOpen(undefined);
                setDone({ verb, facilityId: file.facilityId, position: recorded.position });
              }}
            />
          );
        }}
      />
      <Pages next={page.next} />
    </>
  );
}

function rowOf({ pool, facilityId }: Waiting): string {
  return `${pool}/${facilityId}`;
}

function verbIn(open: OpenAct | undefined, file: Waiting): Verb | undefined {
  return open?.row === rowOf(file) ? open.verb : undefined;
}
