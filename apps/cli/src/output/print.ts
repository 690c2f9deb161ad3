import { presentable } from '@misaq/platform/text/presentable.js';
import { EXIT } from '@misaq/platform/command-line/exit-codes.js';
import type { Outcome } from '@misaq/platform/command-line/outcome.js';
import { OutputError } from '@misaq/platform/command-line/output-error.js';
import { screenOf } from '@misaq/platform/command-line/screen.js';

/** Where a command prints: `stdout` gets one document or one text, `stderr` everything else. */
export interface Printer {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly environment: NodeJS.ProcessEnv;
}

/** The only place where results are printed. */
export async function print(
  outcome: Outcome,
  json: boolean,
  { stdout, stderr, environment }: Printer,
): Promise<void> {
  if (json) {
    for await (const piece of pieces(outcome.json)) await write(stdout, piece);
    return;
  }
  // What a person is refused is no result: with the output redirected to a file they must still see it.
  const stream = outcome.exitCode === EXIT.done ? stdout : stderr;
  const text = await outcome.text(screenOf(stream, environment));
  if (text !== '') await write(stream, text.endsWith('\n') ? text : `${text}\n`);
}

async function* pieces(json: Outcome['json']): AsyncIterable<string> {
  if (isIterable(json)) yield* json;
  else yield `${jsonText(json)}\n`;
}

function isIterable(json: Outcome['json']): json is AsyncIterable<string> {
  return Symbol.asyncIterator in json;
}

/** A value as it leaves the program ({@link presentable}), indented for reading. */
export function jsonText(value: unknown): string {
  return JSON.stringify(presentable(value), null, 2);
}

/** Waits until the other end has taken it, so that a large answer never piles up in memory. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      // A reader that has seen enough (`| head`) closes the pipe; that is no fault.
      if (error === undefined || error === null || (error as NodeJS.ErrnoException).code === 'EPIPE')
        resolve();
      else reject(new OutputError('stdout', error));
    });
  });
}
