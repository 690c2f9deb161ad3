import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Facts } from '../../parts/facts.js';
import { Day, SmallAmount } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import { type Names, useNames } from '../../parts/names.js';
import { Page, Section } from '../../parts/page.js';
import { Tag } from '../../ui/tag.js';
import { poolTitle } from '../../words/pool-title.js';
import { useShown } from '../../words/use-shown.js';
import { agencyAddress, bankAddress, poolAddress } from '../board/addresses.js';
import { EventsTable } from '../history/events-table.js';
import { Payments } from './payments.js';

type Detail = Schemas['FacilityDetailItem'];

/** One file from its introduction to its end: figures, payments, corrections, and who recorded what. */
export function Facility() {
  const { pool = '', facility: facilityId = '' } = useParams();
  const shown = useShown();
  const query = useQuery(ask.facility(pool, facilityId));
  const names = useNames(pool);
  return (
    <Page
      title={shown.t('facility.title', { id: facilityId })}
      lead={<Link to={poolAddress(pool)}>{poolTitle(pool, shown)}</Link>}
    >
      <Asked query={query} lines={8}>
        {(facility) => <Of facility={facility} names={names} />}
      </Asked>
      <Told facilityId={facilityId} />
    </Page>
  );
}

function Of({ facility, names }: { readonly facility: Detail; readonly names: Names }) {
  const { t, count } = useShown();
  const { pool, agency, bank, ending, corrections } = facility;
  const amount = (field: 'amountRial' | 'paidRial' | 'pendingRial', label: string) => ({
    field,
    label,
    value: (
      <>
        <SmallAmount rial={facility[field]} /> <span className="unit">{t('unit.millionToman')}</span>
      </>
    ),
  });
  return (
    <>
      <Facts
        label={t('facility.facts')}
        facts={[
          {
            field: 'agency',
            label: t('field.agency'),
            value: <Link to={agencyAddress(pool, agency)}>{names(agency)}</Link>,
          },
          { field: 'bank', label: t('field.bank'), value: <Link to={bankAddress(bank)}>{names(bank)}</Link> },
          { field: 'county', label: t('files.county'), value: names(facility.county) },
          {
            field: 'introducedOn',
            label: t('files.introducedOn'),
            value: <Day jalali={facility.introducedOn} />,
          },
          { field: 'status', label: t('files.status'), value: <Status status={facility.status} /> },
          amount('amountRial', t('files.amount')),
          amount('paidRial', t('field.paid')),
          amount('pendingRial', t('field.pending')),
          { field: 'plannedJobs', label: t('facility.plannedJobs'), value: count(facility.plannedJobs) },
        ]}
      />
      {ending !== null && <Ending ending={ending} />}
      <Section title={t('facility.payments')}>
        <Payments payments={facility.payments} paidRial={facility.paidRial} />
      </Section>
      {corrections.length > 0 && (
        <Section title={t('facility.corrections')}>
          <Corrections corrections={corrections} />
        </Section>
      )}
    </>
  );
}

export function Status({ status }: { readonly status: Schemas['FacilityStatus'] }) {
  const { t } = useShown();
  return (
    <Tag tone={status === 'paid' ? 'good' : status === 'waiting' ? 'open' : 'plain'}>
      {t(`files.of.${status}`)}
    </Tag>
  );
}

function Ending({ ending }: { readonly ending: NonNullable<Detail['ending']> }) {
  const { t, day, millions } = useShown();
  return (
    <p className="notice">
      {t('facility.ended', {
        what: t(`files.of.${ending.status}`),
        day: day(ending.endedOn),
        who: t(`facility.by.${ending.by}`),
        amount: millions(ending.unpaidRial),
      })}
      <q className="reason">{ending.reason}</q>
    </p>
  );
}

function Corrections({ corrections }: { readonly corrections: Detail['corrections'] }) {
  const { t, millions, instant } = useShown();
  return (
    <ul className="facts">
      {corrections.map(({ recordedAt, previousAmountRial, amountRial, reason }) => (
        <li key={recordedAt}>
          {t('facility.corrected', {
            at: instant(recordedAt),
            before: millions(previousAmountRial),
            after: millions(amountRial),
          })}
          <q className="reason">{reason}</q>
        </li>
      ))}
    </ul>
  );
}

/** Everything that was recorded of the file. */
function Told({ facilityId }: { readonly facilityId: string }) {
  const { t } = useShown();
  const query = useQuery(ask.history({ facility: facilityId, limit: 500 }));
  return (
    <Section title={t('history.title')}>
      <Asked query={query} stamped={false}>
        {({ items }) => <EventsTable events={items} caption={t('facility.captionHistory')} />}
      </Asked>
    </Section>
  );
}
