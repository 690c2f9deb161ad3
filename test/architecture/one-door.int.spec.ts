import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

const SOURCES = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts') && !/\.(?:spec|fixture)\.ts$/.test(file));

/** A call of `execute` on the runner of commands, or on whatever else keeps streams. */
const CALL = /\b(?:runner|streams)\??\.execute\(/;

const callers = (sources: readonly { readonly file: string; readonly text: string }[]): readonly string[] =>
  sources.filter(({ text }) => CALL.test(text)).map(({ file }) => file);

describe('A command', () => {
  it('has one door: only the route of the router calls the runner', () => {
    const read = SOURCES.map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
    expect(callers(read).map((file) => file.split('/').at(-1))).toEqual(['command-route.ts']);
  });

  it('that somebody sends by another way would be found', () => {
    const text = 'await this.runner.execute(poolAggregate, stream, command, envelope, context);';
    expect(callers([{ file: 'another.ts', text }])).toEqual(['another.ts']);
  });
});
