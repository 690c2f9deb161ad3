import { SpoolUnavailableError } from '@misaq/platform/imports/spool.js';
import { LogDamagedError } from '@misaq/platform/event-store/log-damaged.js';
import { StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { problemOf } from './problem.js';
import { refuse } from './refused.js';

const REQUEST = { id: 'r-1', language: 'en' } as const;
const PLACE = '/srv/misaq/data';
const full = Object.assign(new Error(`ENOSPC: no space left on device, open '${PLACE}/imports/x'`), {
  code: 'ENOSPC',
});

describe('Trouble of the log', () => {
  it.each<[string, Error, object]>([
    [
      'a full disk',
      new StoreUnavailableError(`${PLACE}/log.sqlite: the disk is full`, { brief: 'the disk is full' }),
      { refusal: 'store_unavailable', figures: { reason: 'the disk is full' } },
    ],
    [
      'what nobody has words for',
      new StoreUnavailableError(`${PLACE}/log.sqlite was closed`),
      { refusal: 'store_unavailable', figures: {} },
    ],
    [
      'rows that cannot be kept',
      new SpoolUnavailableError(`rows of imports cannot be kept or read in ${PLACE}/imports`, {
        cause: full,
      }),
      { refusal: 'store_unavailable', figures: { reason: 'the disk is full' } },
    ],
    [
      'damage',
      new LogDamagedError(`${PLACE}/log.sqlite`, 'stream x ends early'),
      { refusal: 'log_damaged', figures: {} },
    ],
  ])('is told to a client without where the files lie, and to the operator with it: %s', (_, error, told) => {
    const { problem, trouble, unexpected } = problemOf(error, REQUEST);
    expect(problem).toMatchObject({ status: 503, ...told });
    expect(JSON.stringify(problem)).not.toContain(PLACE);
    expect(trouble).toContain(PLACE);
    expect(unexpected).toBe(false);
  });

  it('is nothing of what is refused by a rule', () => {
    expect(problemOf(refuse('shutting_down'), REQUEST)).toMatchObject({ trouble: undefined });
  });
});
