import type { Actor, Role } from '@misaq/platform/kernel/actor.js';
import { addressOf, paramsInPath, sidesOf } from '@misaq/platform/questions/address.js';
import { admit } from '@misaq/platform/questions/admission.js';
import type { Asker } from '@misaq/platform/questions/asker.js';
import { listIn, listOf } from '@misaq/platform/questions/pages.js';
import { poolBoard, pools, simulation } from '@misaq/credit/boards/pools/question.js';
import type { AnyQuestion } from '@misaq/platform/questions/question.js';
import { QuestionRefusedError } from '@misaq/platform/questions/refused.js';
import {
  agencyScope,
  bankScope,
  concernedScope,
  holdToOwn,
  isSeen,
  type Owners,
} from '@misaq/platform/questions/scope.js';

const actor = (role: Role, organisation?: string): Actor => ({
  id: 'a',
  name: 'A',
  role,
  ...(organisation !== undefined && { organisation }),
});
const BEHZISTI = { actor: { ...actor('agency', 'behzisti'), province: 'tehran' } };
const MELLI = { actor: actor('bank', 'melli') };

function refusalOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof QuestionRefusedError)) throw error;
    return error.refusal.name;
  }
}

describe('An asker', () => {
  it.each([
    ['a board of agencies', agencyScope, {}, { agency: 'behzisti', province: 'tehran' }, 'not_permitted'],
    ['a board of banks', bankScope, {}, 'not_permitted', { bank: 'melli' }],
    ['what concerns both', concernedScope, {}, { agency: 'behzisti', province: 'tehran' }, { bank: 'melli' }],
  ])('sees of %s its own part', (_what, scope, everything, ofAgency, ofBank) => {
    expect(refusalOf(() => scope({ actor: actor('labour') }))).toEqual(everything);
    expect(refusalOf(() => scope(BEHZISTI))).toEqual(ofAgency);
    expect(refusalOf(() => scope(MELLI))).toEqual(ofBank);
    expect(refusalOf(() => scope({ actor: actor('system') }))).toBe('not_permitted');
  });

  it('is admitted by the role and in its own province', () => {
    const ask = (params: object, asker: Asker = BEHZISTI, question: AnyQuestion = poolBoard) =>
      refusalOf(() => {
        admit(question, asker, params);
      });
    expect(ask({ pool: 'tehran-1401-note16' })).toBeUndefined();
    expect(ask({ pool: ' qom-۱۴۰۱-note16' })).toBe('not_own');
    expect(ask({ province: 'qom' })).toBe('not_own');
    expect(ask({ stream: 'register-qom' })).toBe('not_own');
    expect(ask({}, MELLI, simulation)).toBe('not_permitted');
    expect(ask({ pool: 'qom-1401-note16' }, MELLI)).toBeUndefined();
  });

  it('is refused a filter for another, and sees nothing of another', () => {
    const scope = { agency: 'behzisti', province: 'tehran' };
    const filter = (owners: Owners) =>
      refusalOf(() => {
        holdToOwn(BEHZISTI, scope, owners);
      });
    expect(filter({ agency: 'relief' })).toBe('not_own');
    expect(filter({ agency: 'behzisti', bank: 'melli' })).toBeUndefined();
    expect(isSeen(scope, { agency: 'behzisti', province: 'tehran' })).toBe(true);
    expect(isSeen(scope, { agency: 'behzisti', province: 'qom' })).toBe(false);
    expect(isSeen(scope, { agency: 'relief', province: 'tehran' })).toBe(false);
  });
});

describe('The address of a question', () => {
  it('has some parameters in its path and the others behind it', () => {
    const { path, query } = addressOf(poolBoard, { pool: 'a/b', asOf: '2023-01-22' });
    expect([path, query]).toEqual(['pools/a%2Fb', { asOf: '2023-01-22' }]);
    expect(addressOf(poolBoard, { pool: 'p', asOf: undefined }).query).toEqual({});
    expect(paramsInPath(poolBoard, path)).toEqual({ pool: 'a/b' });
    expect(paramsInPath(poolBoard, 'p%6Fols/a')).toEqual({ pool: 'a' });
    expect(sidesOf('history?stream=a?b&after=1')).toEqual({ path: 'history', query: 'stream=a?b&after=1' });
    expect(sidesOf('jobs')).toEqual({ path: 'jobs', query: '' });
    expect(paramsInPath(poolBoard, 'pools/a/banks')).toBeUndefined();
    expect(paramsInPath(pools, 'pools/a')).toBeUndefined();
  });

  it('names a list with its filters, and not its page', () => {
    expect(listIn(pools, { year: 1401, limit: 3, cursor: 'x', province: undefined })).toBe(
      listOf('pools', {}, { year: 1401 }),
    );
    expect(listIn(pools, { year: 1402 })).not.toBe(listIn(pools, { year: 1401 }));
  });
});
