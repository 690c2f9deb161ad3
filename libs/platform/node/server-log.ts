import { destination, type Logger, pino } from 'pino';
import type { Config } from './config.js';

const STDOUT = 1;
/** Lines are written when they are so many bytes together, and at the latest after so many milliseconds. */
const TOGETHER_BYTES = 4_096;
const AT_LATEST_MS = 100;
/** Pino's number; from here on a line does not wait for others. */
const WARNING = 40;

/**
 * The log of a server, one line of JSON an event on stdout. Lines leave together: a call of the system for each request
 * took a twelfth of a command (measured). What is collected is written when the process ends; only SIGKILL loses it.
 */
export function openServerLog({ MISAQ_LOG_LEVEL }: Config): Logger {
  const stdout = destination({
    dest: STDOUT,
    sync: false,
    minLength: TOGETHER_BYTES,
    periodicFlush: AT_LATEST_MS,
  });
  return pino(
    {
      level: MISAQ_LOG_LEVEL,
      base: null,
      hooks: {
        logMethod(words, write, level) {
          write.apply(this, words);
          if (level >= WARNING) stdout.flush();
        },
      },
    },
    stdout,
  );
}
