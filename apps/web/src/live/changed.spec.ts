import { isAffected } from './changed.js';

const POOL = 'east-azerbaijan-1401-note16';
const OTHER = 'east-azerbaijan-1401-rural';
const board = ['/api/v1/pools/{pool}', { pool: POOL }, {}];
const inPool = (id: string | null) => [{ board: 'pool', id }];

describe('A question of a screen', () => {
  it('is asked again when its own pool has changed, and not when another one has', () => {
    expect(isAffected(board, inPool(POOL))).toBe(true);
    expect(isAffected(board, inPool(OTHER))).toBe(false);
    expect(isAffected(board, inPool(null))).toBe(true);
  });

  it.each([
    ['/api/v1/pools', 'pool', true],
    ['/api/v1/payments', 'pool', true],
    ['/api/v1/reviews', 'pool', true],
    ['/api/v1/banks', 'pool', true],
    ['/api/v1/history', 'pool', true],
    ['/api/v1/history', 'plan', true],
    ['/api/v1/jobs', 'pool', false],
    ['/api/v1/jobs', 'jobs', true],
    ['/api/v1/pools', 'register', true],
    ['/api/v1/provinces/{province}/organisations', 'register', true],
    ['/api/v1/pools', 'notifications', false],
    ['/api/v1/notifications', 'notifications', true],
  ])('%s is asked again after a change of the board «%s»: %s', (address, kind, expected) => {
    expect(isAffected([address, {}, {}], [{ board: kind, id: 'some' }])).toBe(expected);
  });

  it('is asked again when too much has changed to be listed, unless it shows no board', () => {
    expect(isAffected(board, 'everything')).toBe(true);
    for (const address of ['/api/v1/session', '/api/v1/freshness', '/api/v1/demo/accounts'])
      expect(isAffected([address, {}, {}], 'everything')).toBe(false);
    expect(isAffected(['the meaning of a refusal', 'not_permitted', 'fa'], 'everything')).toBe(false);
  });
});
