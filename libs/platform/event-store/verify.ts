import { createLogCheck, type LogFault } from './log-check.js';
import { LogDamagedError, PositionsMissingError } from './log-damaged.js';
import { LOG_START, type EventStore } from './port.js';

export interface LogReport {
  readonly events: number;
  readonly streams: number;
  /** Position of the last event read; {@link LOG_START} for an empty log. */
  readonly position: bigint;
  /** The first faults, in order of position. */
  readonly faults: readonly LogFault[];
  /** The total number of faults. */
  readonly faultCount: number;
}

/** Maximum number of faults in a report: one cause can break thousands of events. */
const FAULTS_LISTED = 100;

/**
 * Reads the whole log of any store and checks order, revisions and the chain of hashes. Also checks that no position is
 * missing where the store promises dense ones. Holds one hash a stream in memory. Changes nothing.
 *
 * @param progress is called after each batch with the number of events read so far.
 * @throws StoreUnavailableError
 */
export async function verifyLog(
  store: Pick<EventStore, 'readAll'>,
  progress: (events: number) => void = () => undefined,
): Promise<LogReport> {
  const check = createLogCheck({ parse: true });
  const faults: LogFault[] = [];
  let faultCount = 0;
  let events = 0;

  function add(fault: LogFault): void {
    faultCount += 1;
    if (faults.length < FAULTS_LISTED) faults.push(fault);
  }

  /** @returns the position after which to continue; undefined at the end of what can be read */
  async function readFrom(after: bigint): Promise<bigint | undefined> {
    try {
      for await (const batch of store.readAll(after)) {
        for (const event of batch) check.look(event, add);
        events += batch.length;
        progress(events);
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof LogDamagedError)) throw error;
      if (error instanceof PositionsMissingError) {
        add({ kind: 'position_missing', position: error.first, detail: error.problem });
        return error.last;
      }
      add({ ...error.place, kind: 'damaged', detail: error.message });
      return undefined;
    }
  }

  let after: bigint | undefined = LOG_START;
  while (after !== undefined) after = await readFrom(after);
  return { events, streams: check.streams(), position: check.position(), faults, faultCount };
}
