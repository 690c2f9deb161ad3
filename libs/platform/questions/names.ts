import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import type { OrganisationKind } from '@misaq/register/domain/events.js';
import type { RegisterQuestions } from '@misaq/register/boards/register/queries.js';
import type { Names } from '@misaq/platform/text/names.js';

/** The names that organisations of a province bear on a day. */
export function namesOf(
  register: RegisterQuestions,
  province: string,
  kind: OrganisationKind,
  on: PlainDate,
): Names {
  const { knownName } = register.organisations(province);
  return (id) => knownName(kind, id, on);
}

/** The same of the province of a pool. */
export function namesOfPool(
  register: RegisterQuestions,
  pool: string,
  kind: OrganisationKind,
  on: PlainDate,
): Names {
  return namesOf(register, parsePool(pool)?.province ?? pool, kind, on);
}

/** A bank bears one id in every province that knows it. */
export function namesAnywhere(register: RegisterQuestions, kind: OrganisationKind, on: PlainDate): Names {
  const all = register.provinces().map((province) => namesOf(register, province, kind, on));
  return (id) => all.map((names) => names(id)).find((name) => name !== undefined);
}
