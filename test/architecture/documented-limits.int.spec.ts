import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LINES_MAX } from '@misaq/platform/imports/csv-file.js';
import {
  CELL_LENGTH_MAX,
  ENTRIES_MAX,
  INFLATED_BYTES_MAX,
} from '@misaq/platform/spreadsheets/saxes/limits.js';
import { WORKING_TOKENS_MAX } from '@misaq/access/domain/principal.js';
import { WEBHOOKS_OF_ONE_MAX } from '@misaq/notifications/domain/webhook.js';
import { STREAMS_OF_ONE_MAX } from '@misaq/platform/live/live-streams.js';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/OPERATIONS.md'), 'utf8').replaceAll(
  /\s+/g,
  ' ',
);

describe('The limits in docs/OPERATIONS.md that cannot be set', () => {
  it.each([
    [LINES_MAX, 'lines'],
    [ENTRIES_MAX, 'parts'],
    [INFLATED_BYTES_MAX / 1024 ** 2, 'MB'],
    [CELL_LENGTH_MAX, 'characters'],
    [WORKING_TOKENS_MAX, 'working tokens'],
    [STREAMS_OF_ONE_MAX, 'live streams'],
    [WEBHOOKS_OF_ONE_MAX, 'webhooks'],
  ])('are those of the program: %i %s', (limit, unit) => {
    expect(PAGE).toContain(`${limit.toLocaleString('en')} ${unit}`);
  });
});
