import type { Command } from 'commander';
import { grouped } from '@misaq/platform/kernel/grouped.js';
import { projections as projectionsQuestion } from '@misaq/operations/boards/read-models/question.js';
import type { ProjectionsItem } from '@misaq/operations/wire.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { coloured, type Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';

export function registerProjections(command: Command, shell: Shell): void {
  command.addHelpText(
    'after',
    `
Of a running server as it is; of a data directory after it was brought up to the end of the log. A read model that is
stopped says at which event and why; «misaq rebuild NAME» makes it anew.

Example:
  misaq projections`,
  );
  command.action(() => shell.run(command, projections));
}

async function projections(session: Session): Promise<Outcome> {
  const { item: found } = await (await session.reach('read')).ask(projectionsQuestion, {});
  session.progress.stop();
  return done(found, (screen) => projectionsText(screen, found));
}

function projectionsText(screen: Screen, { logPosition, projections: all }: ProjectionsItem): string {
  const stopped = all.flatMap(({ name, stop }) =>
    stop === null ? [] : [`${coloured(screen, 'red', name)} is stopped: ${JSON.stringify(stop)}`],
  );
  return [
    `The log has come to position ${grouped(BigInt(logPosition))}.`,
    table(
      screen,
      [
        { title: 'read model' },
        { title: 'position', align: 'right' },
        { title: 'behind', align: 'right' },
        { title: 'state' },
      ],
      all.map(({ name, position, lag, state }) => [name, grouped(position), grouped(lag), state]),
    ),
    ...stopped,
  ].join('\n\n');
}
