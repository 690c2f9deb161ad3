import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { refusalMessage } from '@misaq/platform/text/refusals.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Screen } from './screen.js';

/** What a verb has to say: for a program, and for a person. One of the two is printed, in one place. */
export interface Outcome {
  readonly exitCode: ExitCode;
  /** One JSON document: a value, or its text in pieces when it may be too large to hold. */
  readonly json: object | AsyncIterable<string>;
  readonly text: (screen: Screen) => string | Promise<string>;
  /** What goes on once that is printed and the data directory is let go; the verb ends when it does. */
  readonly afterwards?: () => Promise<void>;
}

export function done(json: Outcome['json'], text: Outcome['text']): Outcome {
  return { exitCode: EXIT.done, json, text };
}

/** Exit 1: the name in `refusal`, the figures that caused it beside it, and what else is told (perhaps a message). */
export function refused({ name, figures }: Refusal, more: object = {}): Outcome {
  const message = 'message' in more ? String(more.message) : refusalMessage({ name, figures });
  return {
    exitCode: EXIT.refused,
    json: { refusal: name, message, ...figures, ...more },
    text: () => `refused (${name}): ${message}`,
  };
}

/** Exit 2: the command was not understood, or a file could not be read. */
export function misused(code: string, message: string): Outcome {
  return { exitCode: EXIT.badUsage, json: { error: { code, message } }, text: () => `error: ${message}` };
}
