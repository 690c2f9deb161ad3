import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { createSlice } from '@misaq/platform/scheduling/slices.js';
import { ByRow } from './by-row.js';
import type { PlannedRow } from './planned-row.js';
import { laneOf } from './row-commands.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

/** Enough for the store to commit many at once; more would only take memory. */
const IN_FLIGHT_MAX = 256;

export interface RefusedRow {
  readonly planned: PlannedRow;
  readonly refusal: Refusal;
}

/**
 * Sends rows in their order, many at once, and resolves with those that were refused when all are answered.
 *
 * A refused row is sent once more when all others are done: another writer to the same stream can make a batch be
 * decided again, and a row then comes before the one it rests on.
 *
 * @throws whatever `execute` threw first; no further row is sent then, and all that were are answered;
 *   the same with the reason of `signal` when that is aborted before the last is sent
 */
export async function applyRows(
  rows: AsyncIterable<PlannedRow>,
  execute: (row: PlannedRow) => Promise<CommandResult>,
  onDone: () => void,
  signal?: AbortSignal,
): Promise<readonly RefusedRow[]> {
  const refusedOnce = new ByRow<{ readonly row: number; readonly planned: PlannedRow }>();
  let sent = 0;
  const lanes = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  let inFlight = 0;
  let answeredOne: (() => void) | undefined;
  const nextAnswer = (): Promise<void> =>
    new Promise((resolve) => {
      answeredOne = resolve;
    });

  const send = (planned: PlannedRow): void => {
    const row = sent;
    sent += 1;
    const lane = laneOf(planned);
    const before = lane === undefined ? undefined : lanes.get(lane);
    const answered = before === undefined ? execute(planned) : before.then(() => execute(planned));
    const settled = answered
      .then(
        (result) => {
          if (result.kind === 'refused') refusedOnce.add({ row, planned });
          else onDone();
        },
        (error: unknown) => {
          failures.push(error);
        },
      )
      .finally(() => {
        inFlight -= 1;
        if (lane !== undefined && lanes.get(lane) === settled) lanes.delete(lane);
        answeredOne?.();
      });
    inFlight += 1;
    if (lane !== undefined) lanes.set(lane, settled);
  };

  const slice = createSlice();
  let cutShort = false;
  for await (const planned of rows) {
    await slice.pauseWhenOver();
    cutShort = signal?.aborted === true;
    if (failures.length > 0 || cutShort) break;
    send(planned);
    if (inFlight >= IN_FLIGHT_MAX) await nextAnswer();
  }
  while (inFlight > 0) await nextAnswer();
  if (failures.length > 0) throw failures[0];
  if (cutShort) signal?.throwIfAborted();

  const refused: RefusedRow[] = [];
  for (const { planned } of await refusedOnce.inOrder(slice)) {
    await slice.pauseWhenOver();
    const result = await execute(planned);
    if (result.kind === 'refused') refused.push({ planned, refusal: result.refusal });
    else onDone();
  }
  return refused;
}
