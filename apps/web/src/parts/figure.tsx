import { Num } from '../ui/number.js';
import { useShown } from '../words/use-shown.js';
import { Link } from './link.js';

interface OfFigure {
  /** The list whose sum the figure is. */
  readonly to: string;
  /** The name of the figure in the API. */
  readonly name: string;
}

interface AmountProps extends Partial<OfFigure> {
  readonly rial: string | bigint;
  /** Shown in words: «۲۳۳٫۰ میلیارد تومان». In a table the caption says the unit. */
  readonly unit?: boolean;
}

/** An amount in billions of toman, with its rials on demand. With `to` it is a link to the list behind it. */
export function Amount({ rial, unit = false, to, name = '' }: AmountProps) {
  const { t, billions, rials } = useShown();
  const figure = <Num title={t('unit.rial', { amount: rials(rial) })}>{billions(rial)}</Num>;
  return (
    <>
      {to === undefined ? figure : <FigureLink {...{ to, name }} raw={String(rial)} shown={figure} />}
      {unit && <span className="unit"> {t('unit.billionToman')}</span>}
    </>
  );
}

/** The amount of one loan in millions of toman, with its rials on demand. */
export function SmallAmount({ rial }: { readonly rial: string }) {
  const { t, millions, rials } = useShown();
  return <Num title={t('unit.rial', { amount: rials(rial) })}>{millions(rial)}</Num>;
}

/** A count of things. */
export function Count({ value, to, name = '' }: Partial<OfFigure> & { readonly value: number }) {
  const { count } = useShown();
  const shown = <Num>{count(value)}</Num>;
  return to === undefined ? shown : <FigureLink {...{ to, name }} raw={String(value)} shown={shown} />;
}

/** A share in basis points. */
export function Share({ value, to, name = '' }: Partial<OfFigure> & { readonly value: number | null }) {
  const { percent } = useShown();
  const shown = <Num>{percent(value)}</Num>;
  if (to === undefined || value === null) return shown;
  return <FigureLink {...{ to, name }} raw={String(value)} shown={shown} />;
}

function FigureLink({
  to,
  name,
  raw,
  shown,
}: OfFigure & { readonly raw: string; readonly shown: React.ReactNode }) {
  return (
    <Link to={to} className="figure" data={{ 'data-figure': raw, 'data-name': name }}>
      {shown}
    </Link>
  );
}

/** A Jalali day of the API. */
export function Day({ jalali }: { readonly jalali: string | null }) {
  const { day } = useShown();
  return <Num>{day(jalali)}</Num>;
}
