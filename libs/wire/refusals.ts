import { formatJalali } from '@misaq/calendar/jalali.js';
import { parseIsoDate } from '@misaq/calendar/plain-date.js';
import { accessRefusals, authenticationRefusals, principalRefusals } from '@misaq/domain/access/refusals.js';
import { rolesThat } from '@misaq/domain/access/roles.js';
import { commitmentRefusals } from '@misaq/domain/commitments/refusals.js';
import { creditRefusals } from '@misaq/domain/credit/refusals.js';
import { jobRefusals, personRefusals } from '@misaq/domain/employment/refusals.js';
import { exportRefusals } from '@misaq/application/exports/refusals.js';
import { NATIONAL_ID, NATIONAL_ID_WORDS } from '@misaq/domain/kernel/national-id-in-text.js';
import { isSpreadsheetFault, SPREADSHEET_FAULTS } from '@misaq/domain/kernel/spreadsheet-text.js';
import { checkRefusals } from '@misaq/domain/imports/checks.js';
import { importRefusals } from '@misaq/domain/imports/import.js';
import { webhookRefusals } from '@misaq/domain/notifications/refusals.js';
import { registerRefusals } from '@misaq/domain/register/refusals.js';
import { workingCalendarRefusals } from '@misaq/domain/working-calendar/refusals.js';
import type { JsonValue, Refusal } from '@misaq/domain/kernel/decision.js';
import { grouped } from '@misaq/domain/kernel/grouped.js';

/** The refusals of an edge (the command line, the server) and of the data directory. */
const EDGE = {
  no_data_directory:
    'There is no Misaq data in that directory. A new one is begun by «misaq import organisations», «misaq principal add» or the server.',
  empty_log:
    'Nothing is recorded in the event log yet. It is begun by «misaq import organisations», «misaq principal add» or the server.',
  not_a_demo_directory: 'The directory holds something that is not a demo.',
  data_directory_in_use: 'Another process works on the data directory.',
  log_damaged: 'The event log is damaged.',
  log_differs_from_read_models:
    'The read models show an event that the log does not have: its end is missing, or it is another log. Restore the right backup, or throw the read models away with «misaq rebuild --discard».',
  store_unavailable: 'The event log cannot be written or read now.',
  wrong_person_key: 'The log was started with another person key.',
  person_key_unusable: 'There is no usable key for pseudonyms of persons.',
  import_interrupted: 'An import was accepted and stopped before its end; it goes on at the next start.',
  spool_damaged: 'An import that waits to be applied is damaged.',
  backup_elsewhere:
    'The log is in EventStoreDB, which is backed up by its own means; «misaq copy» makes a copy in a file.',
  other_log:
    'The target holds other events than the source; it must be empty, or hold its beginning and nothing else.',
  backup_exists: 'A backup is written into a new file only.',
  file_exists: 'A file of that name is there; --force replaces it.',
  disk_full: 'There is no room for the file; what was written of it is removed.',
  backup_incomplete: 'What was received is not the whole of the backup; nothing was kept of it.',
  folder_not_empty: 'A backup is restored into a folder that is missing or empty; only keys may lie in it.',
  not_a_backup: 'The file is no backup of a log of Misaq.',
  address_unavailable: 'The server cannot listen on that address.',
  server_unreachable:
    'The server that MISAQ_URL names cannot be reached, or the connection was lost. A command that was sent may be sent again.',
  not_a_misaq_server: 'What answers at the address in MISAQ_URL is not Misaq.',
  file_system_in_memory: 'Durable writes can only be measured on a disk.',
  read_models_stopped: 'A read model is stopped at an event that it could not apply.',
  import_rows_lost:
    'An import was accepted, and the rows that it had still to apply are gone; import the file again.',
  read_models_damaged: 'A table of the boards is damaged; «misaq rebuild» makes it anew from the log.',
  read_models_differ: 'What is served differs from what the log gives.',
  command_id_reused: 'The id of another command was used again.',
  unknown_plan: 'Neither a commitment nor a job of that year is recorded.',
  unknown_version: 'The commitment has no version of that name.',
  unauthenticated:
    'The request carries no token that is good now; an admin issues one («misaq token issue ID», in MISAQ_TOKEN or the Authorization header).',
  too_many_requests: 'There were more requests than are taken in that time; wait and try again.',
  unknown_route: 'There is nothing at that address.',
  unknown_failed_job: 'No such job is among those that have failed.',
  unknown_kind_of_jobs: 'There are no jobs of that kind.',
  jobs_are_handled: 'A process does the jobs of that kind; only what nobody does any more is forgotten.',
  unknown_subject: 'Nothing is recorded of that, or it is not yours to see.',
  unknown_import: 'No import of that id is recorded.',
  unknown_job: 'No job of that id is recorded, or it is not yours to see.',
  unsupported_media_type:
    'The body is of a kind that is not taken here: a file is sent as a form (multipart/form-data, field file), everything else as JSON.',
  not_acceptable: 'The answer does not exist in a form that was asked for.',
  body_too_large: 'The body is larger than is taken here.',
  invalid_body: 'The body is not what its content type says.',
  invalid_request: 'A part of the request is missing or cannot be understood.',
  unreadable_file: 'The file cannot be read as a table.',
  checks_busy: 'The server checks as many files as it can; send the file again a little later.',
  invalid_cursor: 'The cursor was not given out for this list.',
  position_not_reached: 'What is shown has not yet reached the position that was asked for; try again.',
  starting: 'The server is starting and still reads the log; ask another one, or this one a little later.',
  shutting_down: 'The server is stopping; ask another one, or this one when it is back.',
  request_timeout: 'The request did not arrive in the time that is given to it.',
  internal_error: 'Something went wrong here; nothing was half-done, and the same request may be sent again.',
} as const;

const ALL = {
  ...accessRefusals,
  ...principalRefusals,
  ...authenticationRefusals,
  ...registerRefusals,
  ...workingCalendarRefusals,
  ...commitmentRefusals,
  ...jobRefusals,
  ...personRefusals,
  ...importRefusals,
  ...checkRefusals,
  ...exportRefusals,
  ...creditRefusals,
  ...webhookRefusals,
  ...EDGE,
} as const;

/** Every "no" there is, the same name on the wire, on the command line and on the screens. */
export type RefusalName = keyof typeof ALL;

export const REFUSAL_NAMES = Object.keys(ALL) as readonly RefusalName[];

const SENTENCES: Readonly<Record<string, string>> = ALL;

export type EdgeRefusalName = keyof typeof EDGE;

/** A refusal that an edge gives itself, without asking the domain. */
export function edgeRefusal(
  name: EdgeRefusalName,
  figures: Refusal['figures'] = {},
): Refusal<EdgeRefusalName> {
  return { name, figures };
}

/** What a refusal means, without its figures. */
export function refusalSentence(name: string): string {
  return SENTENCES[name] ?? name.replaceAll('_', ' ');
}

/** What a refusal means, in a sentence, with its figures: rials to the last one, for that may be what it turns on. */
export function refusalMessage({ name, figures }: Refusal): string {
  if (figures.code === NATIONAL_ID && typeof figures.field === 'string')
    return `${figures.field} ${NATIONAL_ID_WORDS}`;
  if (isSpreadsheetFault(figures.code) && typeof figures.field === 'string')
    return `${figures.field} ${SPREADSHEET_FAULTS[figures.code]} (value ${shown('value', figures.value ?? null)})`;
  const sentence = refusalSentence(name);
  const details = Object.entries(figures)
    .filter(([key]) => key !== 'message')
    .map(([key, value]) => `${key} ${shown(key, value)}`);
  if (name === 'not_permitted' && typeof figures.act === 'string') details.push(...whoDoes(figures.act));
  return details.length === 0 ? sentence : `${sentence} (${details.join(', ')})`;
}

function whoDoes(act: string): readonly string[] {
  const roles = rolesThat(act).filter((role) => role !== 'system');
  return roles.length === 0 ? [] : [`done by ${roles.join(', ')}`];
}

function shown(key: string, value: JsonValue): string {
  if (typeof value === 'string') {
    if (key.endsWith('Rial') && /^-?\d+$/.test(value)) return `${grouped(BigInt(value))} rial`;
    const day = parseIsoDate(value);
    return day === undefined ? value : formatJalali(day);
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => shown(key, item)).join('; ');
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, item]) => `${name} ${shown(name, item)}`)
      .join(', ')}}`;
  return String(value);
}

/** Whether a code is the name of a refusal, and not of a value that could not be read. */
export function isRefusalName(code: string): boolean {
  return code in SENTENCES;
}
