import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { addDays, startOfTehranDay, tehranDate } from '@misaq/platform/calendar/plain-date.js';
import { replaceFile } from '@misaq/platform/node/durable-files.js';
import { systemTimers, type Timers } from '@misaq/platform/scheduling/timers.js';

/** When a data directory was last verified unasked, and what came of it. */
export interface LastVerification {
  /** When it ended, in milliseconds since the epoch; when the node was first started while it has not run yet. */
  readonly at: number;
  /** Absent while it has not run yet. */
  readonly sound?: boolean;
}

/** Verifies a data directory once a day, unasked. */
export interface NightlyVerification {
  readonly last: () => LastVerification;
  /** Starts no more, and breaks one off that runs; it counts as one that did not run. */
  readonly close: () => void;
}

export interface NightlyVerificationOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly timers?: Timers;
  /** Minutes after midnight in Tehran. */
  readonly atMinute: number;
  /** @returns whether everything is as it should be */
  readonly verify: (signal: AbortSignal) => Promise<boolean>;
  /** A sentence for an operator. */
  readonly log: (message: string) => void;
}

const FILE = 'verified.json';
const A_MINUTE_MS = 60_000;
const LOOK_MS = 30_000;

/**
 * Verifies at the same time each day, whichever process holds the data directory: every node has read models of its own.
 * A time that passed while no process ran is made up for at the next start.
 */
export function startNightlyVerification({
  folder,
  clock,
  timers = systemTimers,
  atMinute,
  verify,
  log,
}: NightlyVerificationOptions): NightlyVerification {
  const file = join(folder, FILE);
  let last = readLast(file);
  let running: Promise<void> | undefined;
  let stopTimer: (() => void) | undefined;
  const ending = new AbortController();
  if (last === undefined) note({ at: clock.now() });

  function note(next: LastVerification): void {
    last = next;
    try {
      replaceFile(file, `${JSON.stringify(next)}\n`);
    } catch (error) {
      // It is verified once more after the next start.
      log(`when the log was verified cannot be written down: ${messageOf(error)}`);
    }
  }

  async function run(): Promise<void> {
    try {
      const sound = await verify(ending.signal);
      if (!ending.signal.aborted) note({ sound, at: clock.now() });
    } catch (error) {
      if (ending.signal.aborted) return;
      log(`the log and the read models could not be verified: ${messageOf(error)}`);
      note({ sound: false, at: clock.now() });
    }
  }

  function look(): void {
    if (ending.signal.aborted) return;
    if (running === undefined && (last?.at ?? 0) < dueBefore(clock.now(), atMinute))
      running = run().finally(() => {
        running = undefined;
      });
    stopTimer = timers.after(LOOK_MS, look);
  }

  look();
  return {
    last: () => last ?? { at: clock.now() },
    close() {
      ending.abort();
      stopTimer?.();
    },
  };
}

/** The last time before now that is so many minutes after a midnight in Tehran. */
function dueBefore(nowMs: number, minute: number): number {
  const today = tehranDate(nowMs);
  const due = startOfTehranDay(today) + minute * A_MINUTE_MS;
  return due <= nowMs ? due : startOfTehranDay(addDays(today, -1)) + minute * A_MINUTE_MS;
}

function readLast(file: string): LastVerification | undefined {
  try {
    const { at, sound } = JSON.parse(readFileSync(file, 'utf8')) as Partial<LastVerification>;
    if (typeof at !== 'number') return undefined;
    return { at, ...(typeof sound === 'boolean' && { sound }) };
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
