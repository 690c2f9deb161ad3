import type { FastifyRequest } from 'fastify';
import { type PlainDate, plainDate } from '@misaq/platform/calendar/plain-date.js';
import { oncePerRequest } from './authenticate.js';
import type { Bearer } from './principal.js';

describe('Who sends a request', () => {
  const SARA: Bearer = { actor: { id: 'sara', name: 'Sara', role: 'inspector' }, tokenId: 'abcdefghijkl' };

  /** What rights hang on, and how often it was looked who somebody is. */
  function opened() {
    const now = { version: 1, day: plainDate('2024-05-20'), isGood: true, looked: 0 };
    const ask = oncePerRequest(
      () => {
        now.looked += 1;
        return now.isGood ? SARA : undefined;
      },
      { version: () => now.version },
      () => now.day,
    );
    return { now, ask, request: { found: null } as FastifyRequest };
  }

  it('is looked up once as long as nothing changes', () => {
    const { now, ask, request } = opened();
    expect([ask(request), ask(request), ask(request)]).toEqual([SARA, SARA, SARA]);
    expect(now.looked).toBe(1);
  });

  it('is looked up for each request', () => {
    const { now, ask, request } = opened();
    ask(request);
    now.isGood = false;
    expect(ask({ found: null } as FastifyRequest)).toBeUndefined();
    expect(now.looked).toBe(2);
  });

  it.each<[string, { readonly version?: number; readonly day?: PlainDate }]>([
    ['principals have changed', { version: 2 }],
    ['a token may have had its last day', { day: plainDate('2024-05-21') }],
  ])('is looked up again once %s', (_, change) => {
    const { now, ask, request } = opened();
    ask(request);
    Object.assign(now, change, { isGood: false });
    expect([ask(request), ask(request)]).toEqual([undefined, undefined]);
    Object.assign(now, { isGood: true });
    expect([ask(request), ask(request)]).toEqual([SARA, SARA]);
    expect(now.looked).toBe(4);
  });
});
