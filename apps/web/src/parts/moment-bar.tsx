import { type SyntheticEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { typedDay } from '../format/days.js';
import { Button } from '../ui/button.js';
import { Num } from '../ui/number.js';
import { TextField } from '../ui/text-field.js';
import { useShown } from '../words/use-shown.js';
import { AS_OF, useAsOf } from './moment.js';

/** Which day a page shows, and a field for another one. The day stands in the address. */
export function MomentBar({ shownDay }: { readonly shownDay: string | undefined }) {
  const { t, day } = useShown();
  const asOf = useAsOf();
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState(false);
  const show = (jalali: string | undefined): void => {
    const next = new URLSearchParams(search);
    if (jalali === undefined) next.delete(AS_OF);
    else next.set(AS_OF, jalali);
    setSearch(next);
    setOpen(false);
  };
  return (
    <div className="moment">
      <Button
        look="quiet"
        onPress={() => {
          setOpen(!open);
        }}
      >
        {t('moment.label')} <Num>{day(shownDay ?? asOf ?? null)}</Num>
      </Button>
      {asOf !== undefined && (
        <Button
          onPress={() => {
            show(undefined);
          }}
        >
          {t('moment.today')}
        </Button>
      )}
      {open && <DayForm onShow={show} />}
    </div>
  );
}

function DayForm({ onShow }: { readonly onShow: (jalali: string) => void }) {
  const { t } = useShown();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const found = typedDay(typed);
    if (found === undefined) setProblem(t('moment.noSuchDay'));
    else onShow(found);
  };
  return (
    <form className="day-form" onSubmit={submit}>
      <TextField
        label={t('moment.field')}
        name="asOf"
        value={typed}
        onChange={setTyped}
        hint={t('moment.hint')}
        problem={problem}
        width="day"
        ltr
      />
      <Button type="submit">{t('moment.show')}</Button>
    </form>
  );
}

/** Says that a page does not show today. */
export function PastNotice({ jalali }: { readonly jalali: string }) {
  const { t, day } = useShown();
  return (
    <p className="notice past" role="status">
      {t('moment.notToday', { day: day(jalali) })}
    </p>
  );
}
