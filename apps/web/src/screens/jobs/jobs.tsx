import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Facts } from '../../parts/facts.js';
import { Count, Day } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import { type Names, useAllNames } from '../../parts/names.js';
import { Page } from '../../parts/page.js';
import { Pages } from '../../parts/pages.js';
import { type Column, Table } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import { JobFilters } from './filters.js';
import { jobAddress, jobsQuery, STATUSES, withFilter } from './place.js';

type JobPage = Schemas['JobPage'];
type Job = JobPage['items'][number];

/** Registered jobs and how far each is verified. Filters and page stand in the address; counts are of all pages. */
export function Jobs() {
  const { t } = useShown();
  const [search] = useSearchParams();
  const query = useQuery({ ...ask.jobs(jobsQuery(search)), placeholderData: keepPreviousData });
  return (
    <Page title={t('jobs.title')} lead={t('jobs.lead')}>
      <JobFilters />
      <Asked query={query} lines={10}>
        {(page) => <List page={page} />}
      </Asked>
    </Page>
  );
}

function List({ page }: { readonly page: JobPage }) {
  const shown = useShown();
  const { t, count } = shown;
  const names = useAllNames();
  return (
    <>
      <Counts page={page} />
      <Table
        id="jobs"
        caption={t('jobs.caption', { shown: count(page.items.length), total: count(page.total) })}
        columns={columns(names, shown)}
        rows={page.items}
        rowId={({ jobId }) => jobId}
        empty={t('jobs.none')}
      />
      <Pages next={page.next} />
    </>
  );
}

/** How many there are, and how many of each status. Each count leads to its jobs. */
function Counts({ page: { total, byStatus } }: { readonly page: JobPage }) {
  const { t } = useShown();
  const [search] = useSearchParams();
  return (
    <Facts
      label={t('jobs.counts')}
      facts={[
        {
          field: 'jobs',
          label: t('jobs.all'),
          value: (
            <span data-sum={total} data-name="jobs">
              <Count value={total} />
            </span>
          ),
        },
        ...STATUSES.filter((status) => byStatus[status] > 0).map((status) => ({
          field: status,
          label: t(`jobs.of.${status}`),
          value: (
            <Count
              value={byStatus[status]}
              to={`/jobs?${withFilter(search, 'status', status).toString()}`}
              name={status}
            />
          ),
        })),
      ]}
    />
  );
}

function columns(names: Names, { t, count, year }: Shown): readonly Column<Job>[] {
  return [
    {
      id: 'jobId',
      header: t('jobs.id'),
      cell: ({ jobId }) => (
        <Link to={jobAddress(jobId)}>
          <bdi>{jobId}</bdi>
        </Link>
      ),
    },
    { id: 'agency', header: t('field.agency'), cell: ({ agency }) => names(agency) },
    { id: 'county', header: t('files.county'), cell: ({ county }) => names(county) },
    { id: 'sector', header: t('jobs.sector'), cell: ({ sector }) => names(sector) },
    { id: 'year', header: t('pools.year'), cell: (job) => year(job.year) },
    { id: 'gender', header: t('jobs.gender'), cell: ({ gender }) => t(`jobs.genders.${gender}`) },
    {
      id: 'registeredOn',
      header: t('jobs.registeredOn'),
      cell: ({ registeredOn }) => <Day jalali={registeredOn} />,
    },
    {
      id: 'status',
      header: t('files.status'),
      cell: ({ status, goneOn }) => (
        <>
          <JobStatus status={status} />
          {goneOn !== null && (
            <span className="sub">
              <Day jalali={goneOn} />
            </span>
          )}
        </>
      ),
    },
    {
      id: 'verifiedRounds',
      header: t('jobs.rounds'),
      numeric: true,
      cell: ({ verifiedRounds }) => count(verifiedRounds),
    },
  ];
}

export function JobStatus({ status }: { readonly status: Schemas['JobStatusOnList'] }) {
  const { t } = useShown();
  const tone = status === 'verified-3' ? 'good' : status === 'rejected' ? 'breach' : 'plain';
  return <Tag tone={tone}>{t(`jobs.of.${status}`)}</Tag>;
}
