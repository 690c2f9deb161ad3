import type { RowRemark } from '@misaq/platform/imports/report.js';
import { remarkItem } from '@misaq/platform/text/remarks.js';
import { done, type Outcome } from './outcome.js';
import type { Recorded } from './session.js';

/**
 * What a recording verb answers: what was written, that the same is on record already, or its state since then.
 *
 * @param remarks on the values that were given
 */
export function recorded(
  { events, position, repeated, remark }: Recorded,
  sentence: string,
  remarks: readonly RowRemark[] = [],
): Outcome {
  const shown = events.map(({ type, data }) => ({ type, data }));
  const item = remark === undefined ? undefined : remarkItem(remark);
  const json = {
    recorded: !repeated,
    position,
    events: shown,
    ...(item !== undefined && { remark: item }),
    ...(remarks.length > 0 && {
      remarks: remarks.map(({ column, code, message }) => ({ column, code, message })),
    }),
  };
  return done(json, () =>
    [
      item?.message ?? (repeated ? `stood already: ${sentence}` : `recorded: ${sentence}`),
      ...remarks.map(({ message }) => message),
    ].join('\n'),
  );
}
