import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { acts, type Recorded } from '../../api/acts.js';
import { typedRials } from '../../format/amounts.js';
import { typedDay } from '../../format/days.js';
import { Refusal } from '../../parts/refusal.js';
import { useDraft } from '../../session/drafts.js';
import { useSession } from '../../session/session.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/text-field.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import type { Verb, Waiting } from './waiting.js';

type Field = 'amountRial' | 'day' | 'bankReference' | 'reason';

const FIELDS: Readonly<Record<Verb, readonly Field[]>> = {
  pay: ['amountRial', 'day', 'bankReference'],
  decline: ['day', 'reason'],
};

interface Props {
  readonly file: Waiting;
  readonly verb: Verb;
  readonly onCancel: () => void;
  readonly onDone: (recorded: Recorded) => void;
}

/** Pays or declines a file. A refusal stands in the row, and what was typed stays. */
export function RowAct({ file, verb, onCancel, onDone }: Props) {
  const shown = useShown();
  const { t } = shown;
  const { me } = useSession();
  const fields = useFields(file, verb, me?.today ?? '');
  const [tried, setTried] = useState(false);
  const sending = useRecord(file, verb, (recorded) => {
    fields.forget();
    onDone(recorded);
  });
  const problem = (field: Field): string | undefined =>
    tried ? problemOf(field, fields.values[field], t) : undefined;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    const isSound = FIELDS[verb].every((field) => problemOf(field, fields.values[field], t) === undefined);
    if (isSound && !sending.isPending) sending.mutate(fields.values);
  };
  return (
    <form className="row-act" noValidate onSubmit={submit} data-form={verb}>
      <p className="row-act-title">{t(`queue.${verb}File`, { id: file.facilityId })}</p>
      <div className="filters">
        {FIELDS[verb].map((field, index) => (
          <TextField
            key={field}
            label={field === 'day' ? t(`queue.field.${verb}Day`) : t(`queue.field.${field}`)}
            name={field}
            value={fields.values[field]}
            onChange={(text) => {
              fields.set(field, text);
            }}
            problem={problem(field)}
            {...hintOf(field, fields.values[field], shown)}
            width={field === 'reason' ? 'full' : 'day'}
            ltr={field !== 'reason'}
            focused={index === 0}
            required
          />
        ))}
      </div>
      {sending.error !== null && <Refusal error={sending.error} title={t('state.notDone')} />}
      <div className="buttons">
        <Button type="submit" look="primary" act={verb} disabled={sending.isPending}>
          {sending.isPending ? t('decision.working') : t(`queue.${verb}`)}
        </Button>
        <Button act="cancel" onPress={onCancel}>
          {t('confirm.cancel')}
        </Button>
      </div>
    </form>
  );
}

type Values = Readonly<Record<Field, string>>;

/** What is typed, kept by account and file until it is recorded. */
function useFields({ pool, facilityId, pendingRial }: Waiting, verb: Verb, today: string) {
  const of = `${verb} ${pool}/${facilityId}`;
  const first: Values = { amountRial: pendingRial, day: today, bankReference: '', reason: '' };
  const [draft, keep, forget] = useDraft(of);
  const values: Values = draft === '' ? first : (JSON.parse(draft) as Values);
  return {
    values,
    forget,
    set: (field: Field, text: string) => {
      keep(JSON.stringify({ ...values, [field]: text }));
    },
  };
}

/** Records the act. One key for each: sent again after a lost answer it has one effect. */
function useRecord({ pool, facilityId, bank }: Waiting, verb: Verb, onDone: (recorded: Recorded) => void) {
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: async ({ amountRial, day, bankReference, reason }: Values): Promise<Recorded> => {
      const on = typedDay(day) ?? '';
      if (verb === 'decline')
        return acts.decline(pool, facilityId, { bank, declinedOn: on, reason: reason.trim() }, key);
      const body = {
        bank,
        amountRial: typedRials(amountRial) ?? '',
        paidOn: on,
        bankReference: bankReference.trim(),
      };
      return acts.pay(pool, facilityId, body, key);
    },
    onSuccess: async (recorded) => {
      onDone(recorded);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
  });
}

function problemOf(field: Field, text: string, t: Shown['t']): string | undefined {
  switch (field) {
    case 'amountRial':
      return typedRials(text) === undefined ? t('queue.noAmount') : undefined;
    case 'day':
      return typedDay(text) === undefined ? t('moment.noSuchDay') : undefined;
    case 'bankReference':
    case 'reason':
      return text.trim() === '' ? t('queue.missing') : undefined;
  }
}

/** The amount in million toman, so that a zero too many is seen. */
function hintOf(field: Field, text: string, { t, millions }: Shown): { readonly hint?: string } {
  const rials = field === 'amountRial' ? typedRials(text) : undefined;
  return rials === undefined ? {} : { hint: `${millions(rials)} ${t('unit.millionToman')}` };
}
