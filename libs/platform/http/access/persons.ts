import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { hasLostZeros, holdsNationalId, writtenNationalId } from '@misaq/platform/kernel/national-id.js';
import { SPREADSHEET_FAULTS, spreadsheetFault } from '@misaq/platform/kernel/spreadsheet-text.js';
import { PERSON_KEY } from '../service.js';
import type { PersonKey } from '@misaq/platform/node/person-key.js';
import { invalidRequest } from '../answer/refused.js';

/** Makes pseudonyms of persons. What names a person goes no further than here. */
@Injectable()
export class Persons {
  constructor(@Inject(PERSON_KEY) private readonly personKey: PersonKey) {}

  /**
   * Pseudonym of a national ID.
   * @param field its name in the body
   * @throws RefusedError when the request holds the national ID in another place too, where it would be recorded
   */
  personId(request: FastifyRequest, field: string, nationalId: string): string {
    keepOut(request, field, nationalId);
    return this.personKey.personId(nationalId);
  }

  /**
   * Pseudonym of an applicant: for a national ID the same as for the person, else made from the agency's own id of them.
   * @throws RefusedError as above, and for a national ID that lost its zeros or a number that a spreadsheet shortened
   */
  applicant(request: FastifyRequest, field: string, given: string): string {
    if (hasLostZeros(given))
      throw invalidRequest({
        field,
        code: 'not_a_national_id',
        message: `${field} has lost its leading zeros; a national ID has ten digits.`,
      });
    const shortened = spreadsheetFault(given);
    if (shortened !== undefined)
      throw invalidRequest({
        field,
        code: shortened,
        message: `${field} ${SPREADSHEET_FAULTS[shortened]}`,
      });
    const nationalId = writtenNationalId(given);
    return nationalId === undefined
      ? this.personKey.personId(given)
      : this.personId(request, field, nationalId);
  }
}

/** The recorded command id is a hash of the key: trying all national IDs would reveal one in the key. */
const KEY = 'idempotency-key';

function keepOut({ body, params, headers }: FastifyRequest, its: string, nationalId: string): void {
  const places = { ...(body as object), ...(params as object), [KEY]: headers[KEY] };
  const holding = Object.entries(places).filter(
    ([field, value]) => field !== its && holdsNationalId(textOf(value), nationalId),
  );
  if (holding.length === 0) return;
  throw invalidRequest(
    ...holding.map(([field]) => ({
      field,
      code: 'national_id_in_text',
      message: `${field} holds the national ID of ${its}, which is never recorded.`,
    })),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
