import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import {
  AGENCY,
  allocation,
  introduction,
  OTHER_AGENCY,
  payment,
  PLACE,
  PROVINCE,
} from '../e2e/office.fixture.js';

/*
 * Pairs of conflicting acts that are sent to two nodes at the same moment. Each race has its own keys. Many share a
 * pool, and so a stream.
 */

export interface Act {
  readonly as: 'labour' | 'deputy' | 'other-deputy';
  readonly path: string;
  readonly body: object;
  /** `Idempotency-Key` */
  readonly key?: string;
}

export interface Race {
  readonly kind: string;
  readonly prepared: readonly Act[];
  readonly acts: readonly [Act, Act];
  /** The refusal that the loser gets; absent when both are the same act and both are accepted. */
  readonly refusal?: string;
  /** What must be in the log exactly once, in the form of {@link effectsOf}. */
  readonly effect: string;
}

const SHARED_POOLS = 8;

const sharedPool = (n: number): string => `${PROVINCE}-1401-shared${String(n % SHARED_POOLS)}`;
const ownPool = (name: string): string => `${PROVINCE}-1401-${name}`;
const labour = (pool: string, rest: string, body: object): Act => ({
  as: 'labour',
  path: `/api/v1/pools/${pool}/${rest}`,
  body,
});

/** Two payments of 600 on a facility of 1,000 rials. */
function beyondFacility(n: number): Race {
  const [pool, f] = [sharedPool(n), `f-${String(n)}`];
  const pay = (reference: string) => labour(pool, `facilities/${f}/payments`, payment(reference, '600'));
  return {
    kind: 'payments beyond a facility',
    prepared: [
      labour(pool, 'allocations', allocation(`for-${f}`, '1000')),
      labour(pool, 'facilities', introduction(f, '1000')),
    ],
    acts: [pay(`${f}-a`), pay(`${f}-b`)],
    refusal: 'beyond_facility',
    effect: `FacilityPaid to ${f}`,
  };
}

/** Two payments of 600, to two applicants, from a credit of 1,000 rials. */
function beyondCredit(n: number): Race {
  const pool = ownPool(`credit${String(n)}`);
  const pay = (f: string) => labour(pool, `facilities/${f}/payments`, payment(`to-${f}`, '600'));
  return {
    kind: 'payments beyond the credit',
    prepared: [
      labour(pool, 'allocations', allocation('a', '1000')),
      labour(pool, 'facilities', introduction('f', '600')),
      labour(pool, 'facilities', introduction('g', '600')),
    ],
    acts: [pay('f'), pay('g')],
    refusal: 'credit_exhausted',
    effect: `FacilityPaid in creditPool-${pool}`,
  };
}

/** One id for two amounts. */
function twoAllocations(n: number): Race {
  const [pool, id] = [sharedPool(n), `twice-${String(n)}`];
  return {
    kind: 'allocations of one id',
    prepared: [],
    acts: [
      labour(pool, 'allocations', allocation(id, '1000')),
      labour(pool, 'allocations', allocation(id, '1001')),
    ],
    refusal: 'conflicts_with_recorded',
    effect: `CreditAllocated ${id}`,
  };
}

/** A client that repeats a request at another node before the first has answered. */
function sameCommand(n: number): Race {
  const [pool, id] = [sharedPool(n), `once-${String(n)}`];
  const act: Act = { ...labour(pool, 'allocations', allocation(id, '1000')), key: `once-${String(n)}` };
  return {
    kind: 'one command at both nodes',
    prepared: [],
    acts: [act, act],
    effect: `CreditAllocated ${id}`,
  };
}

/** One idempotency key for two independent acts. */
function oneKey(n: number): Race {
  const [pool, key] = [sharedPool(n), `key-${String(n)}`];
  const act = (id: string): Act => ({
    ...labour(pool, 'facilities', introduction(id, '1')),
    key,
  });
  return {
    kind: 'one key for two acts',
    prepared: [],
    acts: [act(`${key}-x`), act(`${key}-y`)],
    refusal: 'command_id_reused',
    effect: `by ${commandIdOf(`labour ${key}`)}`,
  };
}

/**
 * A review that proposes to move 500 of an agency's 1,000, of which half was paid, and two deputies who approve it.
 */
function twoApprovals(n: number): Race {
  const pool = ownPool(`reviewed${String(n)}`);
  const approve = (as: Act['as'], reason: string): Act => ({
    as,
    path: `/api/v1/pools/${pool}/reviews/${pool}-review-1/approval`,
    body: { reason },
  });
  return {
    kind: 'approvals of one review',
    prepared: [
      labour(pool, 'allocations', allocation('a', '1000')),
      labour(pool, 'facilities', introduction('f', '500')),
      labour(pool, 'facilities/f/payments', payment('p', '500')),
      labour(pool, 'allocations', allocation('b', '1000', OTHER_AGENCY)),
      labour(pool, 'facilities', introduction('g', '2000', OTHER_AGENCY)),
      labour(pool, 'facilities/g/payments', payment('q', '900')),
      labour(pool, 'reviews', { asOf: '1401-11-02' }),
    ],
    acts: [approve('deputy', 'Session 1'), approve('other-deputy', 'Session 2')],
    refusal: 'already_decided',
    effect: `CreditReallocated ${pool}-review-1`,
  };
}

/** Two employers register the same person. */
function onePerson(n: number): Race {
  const register = (jobId: string): Act => ({
    as: 'labour',
    path: '/api/v1/jobs',
    body: {
      jobId,
      province: PROVINCE,
      year: 1401,
      nationalId: nationalIdOf(n + 1),
      agency: AGENCY,
      ...PLACE,
      gender: 'female',
      registeredOn: '1401-10-10',
      startedOn: '1401-10-01',
    },
  });
  return {
    kind: 'jobs of one person',
    prepared: [],
    acts: [register(`job-${String(n)}-x`), register(`job-${String(n)}-y`)],
    refusal: 'person_already_employed',
    effect: `JobRegistered job-${String(n)}`,
  };
}

/** A national ID for each number from 1 to 10^9. */
function nationalIdOf(n: number): string {
  const nine = String(n).padStart(9, '0');
  const sum = Array.from(nine).reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const remainder = sum % 11;
  return nine + String(remainder < 2 ? remainder : 11 - remainder);
}

/** How many of a thousand races are of each kind. */
const KINDS: readonly (readonly [kind: (n: number) => Race, count: number])[] = [
  [beyondFacility, 250],
  [beyondCredit, 100],
  [twoAllocations, 200],
  [sameCommand, 200],
  [oneKey, 100],
  [twoApprovals, 50],
  [onePerson, 100],
];

/** Races of all kinds, mixed. @param total a multiple of 20 */
export function racesOfAllKinds(total: number): readonly Race[] {
  const all = KINDS.flatMap(([kind, ofThousand]) => {
    const count = (ofThousand * total) / 1_000;
    return Array.from({ length: count }, (_, n) => ({ race: kind(n), at: n / count }));
  });
  return all.toSorted((x, y) => x.at - y.at).map(({ race }) => race);
}

/** The pools of the races. */
export function poolsOf(races: readonly Race[]): readonly string[] {
  return [...new Set(races.flatMap(({ acts: [{ path }] }) => /\/pools\/([^/]+)/.exec(path)?.[1] ?? []))];
}

/** The effects that an event counts as; several, since races differ in what must be recorded once. */
export function effectsOf({ stream, type, data, metadata }: StoredEvent): readonly string[] {
  const { allocationId, facilityId, reviewId, jobId } = data as Readonly<Record<string, string>>;
  switch (type) {
    case 'FacilityPaid':
      return [`${type} to ${String(facilityId)}`, `${type} in ${stream}`];
    case 'FacilityIntroduced':
      return [`by ${metadata.commandId}`];
    case 'JobRegistered':
      return [`${type} ${String(jobId).replace(/-[xy]$/, '')}`];
    default:
      return [`${type} ${String(allocationId ?? reviewId)}`];
  }
}
