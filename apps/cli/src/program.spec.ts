import { buildProgram } from './program.js';
import type { Shell } from './shell.js';
import { VERBS } from './verb-list.js';

const shell: Shell = {
  run: () => Promise.resolve(),
  exitCode: () => 0,
  goesOn: () => false,
  close: () => Promise.resolve(),
};
const ALL = Object.keys(VERBS);

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

  it.each(ALL)('loads the module of %s when the words name it', async (verb) => {
    const program = await buildProgram(shell, ['--json', verb]);
    const command = program.commands.find((each) => each.name() === verb);
    const parts = [command?.commands ?? [], command?.options ?? []].flat();
    expect(parts.filter((part) => 'long' in part && part.long === '--any')).toEqual([]);
    expect(command?.description()).toBe(VERBS[verb as keyof typeof VERBS].summary);
    const hasAction = command !== undefined && Reflect.get(command, '_actionHandler') !== null;
    expect(hasAction || (command?.commands.length ?? 0) > 0).toBe(true);
  });
});
