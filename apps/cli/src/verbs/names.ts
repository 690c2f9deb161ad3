import { registerAggregate } from '@misaq/register/aggregate.js';
import type { CommandRunner } from '@misaq/platform/commands/command-runner.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { parsePool, streams } from '@misaq/platform/kernel/streams.js';
import type { OrganisationKind } from '@misaq/register/domain/events.js';
import { nameOf } from '@misaq/register/domain/register.js';
import type { Names } from '@misaq/platform/text/names.js';

/** The names that organisations of a pool's province bear on a day. */
export async function namesIn(
  runner: CommandRunner,
  pool: string,
  kind: OrganisationKind,
  on: PlainDate,
): Promise<Names> {
  return provinceNames(runner, parsePool(pool)?.province ?? pool, kind, on);
}

export async function provinceNames(
  runner: CommandRunner,
  province: string,
  kind: OrganisationKind,
  on: PlainDate,
): Promise<Names> {
  const register = await runner.state(registerAggregate, streams.register(province));
  return (id) => nameOf(register, kind, id, on);
}
