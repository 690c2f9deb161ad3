import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { addDays, startOfTehranDay, tehranDate } from '@misaq/platform/calendar/plain-date.js';
import { replaceFile } from '@misaq/platform/node/durable-files.js';
import { systemTimers, type Timers } from '@misaq/platform/scheduling/timers.js';

/** Time and result of the last automatic verification of a data directory. */
export interface LastVerification {
  /** When it ended, in milliseconds since the epoch. Before the first run: when the node was first started. */
  readonly at: number;
  /** Absent before the first run. */
  readonly sound?: boolean;
}

/** Verifies a data directory once a day. */
export interface NightlyVerification {
  readonly last: () => LastVerification;
  /** Starts no more, and aborts a running verification, which then counts as not run. */
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
  /** Receives messages for an operator. */
  readonly log: (message: string) => void;
}

const FILE = 'verified.json';
const A_MINUTE_MS = 60_000;
const LOOK_MS = 30_000;

/**
 * Verifies at the same time each day. Every process with a data directory does so, because every node has its own read
 * models. A run that was missed because no process ran is made up for at the next start.
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
      // The verification is repeated after the next start.
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

/** The last time before now that is this many minutes after a midnight in Tehran. */
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
