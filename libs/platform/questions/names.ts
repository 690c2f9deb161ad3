import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import type { Names } from '@misaq/platform/text/names.js';

/** What names are looked up in. */
interface NamedOrganisations<Kind extends string> {
  readonly provinces: () => readonly string[];
  readonly organisations: (province: string) => {
    readonly knownName: (kind: Kind, id: string, on: PlainDate) => string | undefined;
  };
}

/** The names that organisations of a province bear on a day. */
export function namesOf<Kind extends string>(
  register: NamedOrganisations<Kind>,
  province: string,
  kind: Kind,
  on: PlainDate,
): Names {
  const { knownName } = register.organisations(province);
  return (id) => knownName(kind, id, on);
}

/** The same of the province of a pool. */
export function namesOfPool<Kind extends string>(
  register: NamedOrganisations<Kind>,
  pool: string,
  kind: Kind,
  on: PlainDate,
): Names {
  return namesOf(register, parsePool(pool)?.province ?? pool, kind, on);
}

/** A bank bears one id in every province that knows it. */
export function namesAnywhere<Kind extends string>(
  register: NamedOrganisations<Kind>,
  kind: Kind,
  on: PlainDate,
): Names {
  const all = register.provinces().map((province) => namesOf(register, province, kind, on));
  return (id) => all.map((names) => names(id)).find((name) => name !== undefined);
}
