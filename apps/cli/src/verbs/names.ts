import { registerAggregate } from '@misaq/application/aggregates/register.js';
import type { CommandRunner } from '@misaq/application/command-runner.js';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { parsePool, streams } from '@misaq/domain/kernel/streams.js';
import type { OrganisationKind } from '@misaq/domain/register/events.js';
import { nameOf } from '@misaq/domain/register/register.js';
import type { Names } from '@misaq/wire/names.js';

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
