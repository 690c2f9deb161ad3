import type { Actor } from '@misaq/platform/kernel/actor.js';
import { rowCommandId } from '@misaq/platform/commands/command-id.js';
import type { CommandRouter } from '@misaq/platform/commands/command-router.js';
import type { SentCommand } from '@misaq/platform/commands/command-route.js';
import type { ImportKindDefinition } from './import-kind.js';
import { importKindDefinitions } from './import-kinds.js';
import type { PlannedRow } from './planned-row.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

/** Sends the command of a row, under the id it has whenever it is sent: a second delivery is no second effect. */
export function sendRow(
  router: Pick<CommandRouter, 'send'>,
  importId: string,
  actor: Actor,
  planned: PlannedRow,
): Promise<CommandResult> {
  const envelope = { commandId: rowCommandId(importId, planned.row), correlationId: importId, actor };
  return router.send(sentOf(planned), envelope, 'import');
}

/** The command of a row as it is sent. The readers of rows name the pool of every command to a pool. */
export function sentOf({ pool, command }: PlannedRow): SentCommand {
  return (pool === '' ? { command } : { pool, command }) as SentCommand;
}

/** The lane of a row; undefined where it needs none. See {@link ImportKindDefinition.lanes}. */
export function laneOf({ command }: PlannedRow): string | undefined {
  const lane = lanes()[command.type];
  // The compiler does not see that the lane of a type takes the command of that type.
  return lane === undefined || lane === 'none' ? undefined : lane(command as never);
}

const lanesOf = new WeakMap<readonly ImportKindDefinition[], ImportKindDefinition['lanes']>();

/** The lanes of the rows of all kinds. */
function lanes(): ImportKindDefinition['lanes'] {
  const definitions = importKindDefinitions();
  const made =
    lanesOf.get(definitions) ??
    (Object.assign({}, ...definitions.map((kind) => kind.lanes)) as ImportKindDefinition['lanes']);
  lanesOf.set(definitions, made);
  return made;
}
