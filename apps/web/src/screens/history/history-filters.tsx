import { type SyntheticEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { typedDay } from '../../format/days.js';
import { Button } from '../../ui/button.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { useShown } from '../../words/use-shown.js';
import { DAYS, isOldestFirst, withPart } from './place.js';

/** The types that people look for; any other one may stand in the address. */
const TYPES = [
  'CreditAllocated',
  'AllocationCorrected',
  'PoolReviewed',
  'CreditReallocated',
  'ReallocationDismissed',
  'ReallocationReversed',
  'PolicyAdopted',
  'FacilityIntroduced',
  'IntroductionCorrected',
  'FacilityPaid',
  'FacilityPaymentReversed',
  'FacilityDeclined',
  'FacilityWithdrawn',
  'FacilityClosed',
  'JobRegistered',
  'JobVerified',
  'JobRejected',
] as const;

/** What a history is held to: a type of events, the days on which they were recorded; and its order. */
export function HistoryFilters() {
  const { t } = useShown();
  const [search, setSearch] = useSearchParams();
  const type = search.get('type') ?? '';
  const other = type === '' || TYPES.some((each) => each === type) ? [] : [{ value: type, text: type }];
  return (
    <div className="filters">
      <Select
        label={t('event.type')}
        name="type"
        value={type}
        onChange={(chosen) => {
          setSearch(withPart(search, 'type', chosen));
        }}
        options={[
          { value: '', text: t('files.all') },
          ...TYPES.map((each) => ({ value: each, text: t(`history.type.${each}`) })),
          ...other,
        ]}
      />
      <Days />
      <Select
        label={t('history.order')}
        name="order"
        value={isOldestFirst(search) ? 'rising' : ''}
        onChange={(chosen) => {
          setSearch(withPart(search, 'order', chosen));
        }}
        options={[
          { value: '', text: t('history.newestFirst') },
          { value: 'rising', text: t('history.oldestFirst') },
        ]}
      />
    </div>
  );
}

function Days() {
  const { t } = useShown();
  const [search, setSearch] = useSearchParams();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(DAYS.map((name) => [name, search.get(name) ?? ''])),
  );
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const given = DAYS.map((name) => [name, typed[name]?.trim() ?? ''] as const);
    const faults = given.filter(([, text]) => text !== '' && typedDay(text) === undefined);
    setWrong(faults.map(([name]) => name));
    if (faults.length > 0) return;
    setSearch(given.reduce((next, [name, text]) => withPart(next, name, typedDay(text) ?? ''), search));
  };
  return (
    <form className="filters" onSubmit={submit}>
      {DAYS.map((name) => (
        <TextField
          key={name}
          label={t(`history.${name}`)}
          name={name}
          value={typed[name] ?? ''}
          onChange={(text) => {
            setTyped({ ...typed, [name]: text });
          }}
          problem={wrong.includes(name) ? t('moment.noSuchDay') : undefined}
          width="day"
          ltr
        />
      ))}
      <Button type="submit">{t('moment.show')}</Button>
    </form>
  );
}
