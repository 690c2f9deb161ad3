import type { ReactNode } from 'react';
import { Help } from '../ui/help.js';
import { useShown } from '../words/use-shown.js';

interface Fact {
  /** The name of the field in the API. */
  readonly field: string;
  readonly label: string;
  /** What the figure counts, by which rule, from which source. */
  readonly help?: string;
  readonly value: ReactNode;
}

/** Figures beside each other, each under its name with what it counts. */
export function Facts({ label, facts }: { readonly label: string; readonly facts: readonly Fact[] }) {
  const { t } = useShown();
  return (
    <dl className="figures" aria-label={label}>
      {facts.map(({ field, label: name, help, value }) => (
        <div key={field} data-field={field}>
          <dt>
            {name} {help !== undefined && <Help label={`${t('help.label')} ${name}`} text={help} />}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
