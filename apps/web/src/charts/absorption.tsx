import { useShown } from '../words/use-shown.js';
import { Link } from '../parts/link.js';
import { Share } from '../parts/figure.js';

export interface Bar {
  readonly id: string;
  readonly name: string;
  readonly to: string;
  /** Paid in time ÷ due, and introduced in time ÷ due. */
  readonly absorption: number;
  readonly introduced: number;
  readonly thresholdPercent: number;
  readonly fellShort: boolean;
}

interface Props {
  readonly title: string;
  /** What the chart says, in a sentence. */
  readonly sentence: string;
  readonly bars: readonly Bar[];
  readonly threshold: string;
}

const FULL = 10_000;

/**
 * A bar for each agency: introduced in grey, paid over it, and the threshold as a line. The distance between grey and paid
 * is the banks' part, the distance from grey to the end the agency's. The table beside it holds the same figures.
 */
export function AbsorptionChart({ title, sentence, bars, threshold }: Props) {
  const { t } = useShown();
  return (
    <figure className="chart">
      <figcaption>
        <span className="chart-title">{title}</span>
        <span className="chart-sentence">{sentence}</span>
      </figcaption>
      <ul className="bars">
        {bars.map((bar) => (
          <li key={bar.id}>
            <Link to={bar.to}>{bar.name}</Link>
            <Track bar={bar} />
            <Share value={bar.absorption} />
          </li>
        ))}
      </ul>
      <p className="legend" aria-hidden="true">
        <span className="key paid" /> {t('board.legendPaid')}
        <span className="key introduced" /> {t('board.legendIntroduced')}
        <span className="key threshold" /> {threshold}
      </p>
    </figure>
  );
}

/** Drawn from left to right; the style sheet mirrors it where the page runs from right to left. */
function Track({ bar: { absorption, introduced, thresholdPercent, fellShort } }: { readonly bar: Bar }) {
  return (
    <svg className="track" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect className="due" x="0" y="2" width="100" height="8" />
      <rect className="introduced" x="0" y="2" width={part(introduced)} height="8" />
      <rect className={fellShort ? 'paid breach' : 'paid'} x="0" y="2" width={part(absorption)} height="8" />
      <line className="threshold" x1={thresholdPercent} x2={thresholdPercent} y1="0" y2="12" />
    </svg>
  );
}

function part(basisPoints: number): number {
  return Math.min(basisPoints, FULL) / 100;
}
