import { type SyntheticEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '../../ui/button.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { useShown } from '../../words/use-shown.js';
import { AS_OF } from '../../parts/moment.js';
import { CLOCKS, faultsOf, type Field, settingsOf, SPLITS, type Typed, typedIn, YES_NO } from './settings.js';

/** The settings to try. What is left as it is stays as the pool has it. */
export function SettingsForm() {
  const { t } = useShown();
  const [search, setSearch] = useSearchParams();
  const [typed, setTyped] = useState<Typed>(() => typedIn(search));
  const [faults, setFaults] = useState<readonly Field[]>([]);
  const set = (field: Field) => (value: string) => {
    setTyped({ ...typed, [field]: value });
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const found = faultsOf(typed);
    setFaults(found);
    if (found.length > 0) return;
    const asOf = search.get(AS_OF);
    setSearch(new URLSearchParams([...settingsOf(typed), ...(asOf === null ? [] : [[AS_OF, asOf]])]));
  };
  return (
    <form className="filters" noValidate onSubmit={submit}>
      <TextField
        label={t('whatIf.threshold')}
        name="threshold"
        value={typed.threshold}
        onChange={set('threshold')}
        problem={faults.includes('threshold') ? t('whatIf.noThreshold') : undefined}
        width="day"
        ltr
      />
      <Choices field="exactThresholdPasses" choices={YES_NO} typed={typed} set={set} />
      <Choices field="clock" choices={CLOCKS} typed={typed} set={set} />
      {typed.clock === 'days' && (
        <TextField
          label={t('whatIf.days')}
          name="days"
          value={typed.days}
          onChange={set('days')}
          problem={faults.includes('days') ? t('whatIf.noDays') : undefined}
          width="day"
          ltr
        />
      )}
      {typed.clock === 'until' && (
        <TextField
          label={t('whatIf.until')}
          name="until"
          value={typed.until}
          onChange={set('until')}
          problem={faults.includes('until') ? t('moment.noSuchDay') : undefined}
          width="day"
          ltr
        />
      )}
      <Choices field="split" choices={SPLITS} typed={typed} set={set} />
      <Choices field="ringFence" choices={YES_NO} typed={typed} set={set} />
      <Button type="submit" look="primary" act="try">
        {t('whatIf.try')}
      </Button>
    </form>
  );
}

interface ChoicesProps {
  readonly field: 'exactThresholdPasses' | 'clock' | 'split' | 'ringFence';
  readonly choices: readonly ('true' | 'false' | (typeof CLOCKS)[number] | (typeof SPLITS)[number])[];
  readonly typed: Typed;
  readonly set: (field: Field) => (value: string) => void;
}

function Choices({ field, choices, typed, set }: ChoicesProps) {
  const { t } = useShown();
  return (
    <Select
      label={t(`whatIf.setting.${field}`)}
      name={field}
      value={typed[field]}
      onChange={set(field)}
      options={[
        { value: '', text: t('whatIf.asItIs') },
        ...choices.map((choice) => ({ value: choice, text: t(`whatIf.choice.${choice}`) })),
      ]}
    />
  );
}
