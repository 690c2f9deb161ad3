import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Facts } from '../../parts/facts.js';
import { Day } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import { useAllNames } from '../../parts/names.js';
import { Page, Section } from '../../parts/page.js';
import { type Column, Table } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import { EventsTable } from '../history/events-table.js';
import { JobStatus } from './jobs.js';

type Detail = Schemas['JobDetailItem'];
type Round = Detail['rounds'][number];

/** One job with its rounds: who verified it when, and why it was rejected. */
export function Job() {
  const { t } = useShown();
  const { job: jobId = '' } = useParams();
  const query = useQuery(ask.job(jobId));
  return (
    <Page title={t('jobs.one', { id: jobId })} lead={<Link to="/jobs">{t('jobs.title')}</Link>}>
      <Asked query={query} lines={8}>
        {(job) => <Of job={job} />}
      </Asked>
      <Told jobId={jobId} />
    </Page>
  );
}

function Of({ job }: { readonly job: Detail }) {
  const shown = useShown();
  const { t, year } = shown;
  const names = useAllNames();
  const { ended, voided } = job;
  return (
    <>
      <Facts
        label={t('jobs.facts')}
        facts={[
          { field: 'status', label: t('files.status'), value: <JobStatus status={job.status} /> },
          { field: 'agency', label: t('field.agency'), value: names(job.agency) },
          { field: 'county', label: t('files.county'), value: names(job.county) },
          { field: 'sector', label: t('jobs.sector'), value: names(job.sector) },
          { field: 'gender', label: t('jobs.gender'), value: t(`jobs.genders.${job.gender}`) },
          { field: 'year', label: t('pools.year'), value: year(job.year) },
          {
            field: 'registeredOn',
            label: t('jobs.registeredOn'),
            value: <Day jalali={job.registeredOn} />,
          },
          { field: 'startedOn', label: t('jobs.startedOn'), value: <Day jalali={job.startedOn} /> },
        ]}
      />
      {ended !== null && <Gone word="jobs.endedOn" on={ended.endedOn} reason={ended.reason} />}
      {voided !== null && <Gone word="jobs.voidedOn" on={voided.voidedOn} reason={voided.reason} />}
      <Section id="rounds" title={t('jobs.verification')}>
        <Table
          caption={t('jobs.captionRounds')}
          columns={roundColumns(shown)}
          rows={job.rounds}
          rowId={({ round }) => String(round)}
          empty={t('jobs.noRounds')}
        />
      </Section>
    </>
  );
}

function Gone({
  word,
  on,
  reason,
}: {
  readonly word: 'jobs.endedOn' | 'jobs.voidedOn';
  readonly on: string;
  readonly reason: string | null;
}) {
  const { t, day } = useShown();
  return (
    <p className="notice">
      {t(word, { day: day(on) })}
      {reason !== null && <q className="reason">{reason}</q>}
    </p>
  );
}

function roundColumns({ t, count }: Shown): readonly Column<Round>[] {
  return [
    {
      id: 'round',
      header: t('jobs.roundHead'),
      cell: ({ round }) => t('jobs.round', { shown: count(round) }),
    },
    {
      id: 'verdict',
      header: t('field.verdict'),
      cell: ({ verdict }) => (
        <Tag tone={verdict === 'verified' ? 'good' : 'breach'}>{t(`jobs.verdict.${verdict}`)}</Tag>
      ),
    },
    { id: 'on', header: t('jobs.on'), cell: ({ on }) => <Day jalali={on} /> },
    {
      id: 'verifier',
      header: t('history.kind.verifier'),
      cell: ({ verifier, recordedBy }) => (
        <>
          <bdi>{verifier}</bdi>
          {recordedBy !== null && <span className="sub">{t('jobs.recordedBy', { who: recordedBy })}</span>}
        </>
      ),
    },
    { id: 'reason', header: t('history.reason'), cell: ({ reason }) => reason ?? '–' },
  ];
}

/** Every event of the job. */
function Told({ jobId }: { readonly jobId: string }) {
  const { t } = useShown();
  const query = useQuery(ask.history({ stream: `job-${jobId}` }));
  return (
    <Section id="history" title={t('history.title')}>
      <Asked query={query} stamped={false}>
        {({ items }) => <EventsTable events={items} caption={t('jobs.captionHistory')} />}
      </Asked>
    </Section>
  );
}
