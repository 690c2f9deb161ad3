import { COMMAND_LINES } from '@misaq/command-lines.js';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { allVerbs, buildProgram as build } from './program.js';
import type { Shell } from './shell.js';

const shell: Shell = {
  run: () => Promise.resolve(),
};
const VERBS = allVerbs(COMMAND_LINES);
const ALL = VERBS.map(({ name }) => name);
const buildProgram = (given: Shell, words: readonly string[]) =>
  build(given, words, { commandLines: COMMAND_LINES, load: () => Promise.resolve(ALL_SUBJECTS) });

describe('The command line', () => {
  it('shows the same help whether the modules of its verbs are loaded or not', async () => {
    const none = await buildProgram(shell, ['--help']);
    const all = await buildProgram(shell, ['help', ...ALL]);
    expect(none.commands.map((command) => command.name())).toEqual(
      all.commands.map((command) => command.name()),
    );
    expect(none.helpInformation()).toBe(all.helpInformation());
  });

  it('has each verb of the list once', async () => {
    const { commands } = await buildProgram(shell, []);
    expect(commands.map((command) => command.name()).sort()).toEqual([...ALL].sort());
  });

  it.each(VERBS)('loads the module of $name when the words name it', async ({ name: verb, summary }) => {
    const program = await buildProgram(shell, ['--json', verb]);
    const command = program.commands.find((each) => each.name() === verb);
    const parts = [command?.commands ?? [], command?.options ?? []].flat();
    expect(parts.filter((part) => 'long' in part && part.long === '--any')).toEqual([]);
    expect(command?.description()).toBe(summary);
    const hasAction = command !== undefined && Reflect.get(command, '_actionHandler') !== null;
    expect(hasAction || (command?.commands.length ?? 0) > 0).toBe(true);
  });
});
