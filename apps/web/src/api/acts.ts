import { client, valueOf } from './client.js';
import { keepReached, type Schemas } from './questions.js';

export type Recorded = Pick<Schemas['RecordedDto'], 'position' | 'repeated'>;

/** Keeps the position that an act reached, so that the next answer shows it. */
function recorded(answer: Recorded): Recorded {
  keepReached(answer.position);
  return answer;
}

const KEY_HEADER = 'Idempotency-Key';

/** The acts of the screens. `key` names one act: the same again has one effect. */
export const acts = {
  pay: async (
    pool: string,
    facilityId: string,
    body: Schemas['PayFacilityDto'],
    key: string,
  ): Promise<Recorded> =>
    recorded(
      valueOf(
        await client.POST('/api/v1/pools/{pool}/facilities/{facilityId}/payments', {
          params: { path: { pool, facilityId }, header: { [KEY_HEADER]: key } },
          body,
        }),
      ),
    ),
  decline: async (
    pool: string,
    facilityId: string,
    body: Schemas['DeclineFacilityDto'],
    key: string,
  ): Promise<Recorded> =>
    recorded(
      valueOf(
        await client.POST('/api/v1/pools/{pool}/facilities/{facilityId}/declines', {
          params: { path: { pool, facilityId }, header: { [KEY_HEADER]: key } },
          body,
        }),
      ),
    ),
  approve: async (pool: string, reviewId: string, reason: string, key: string): Promise<Recorded> =>
    recorded(
      valueOf(
        await client.POST('/api/v1/pools/{pool}/reviews/{reviewId}/approval', {
          params: { path: { pool, reviewId }, header: { [KEY_HEADER]: key } },
          body: { reason },
        }),
      ),
    ),
  dismiss: async (pool: string, reviewId: string, reason: string, key: string): Promise<Recorded> =>
    recorded(
      valueOf(
        await client.POST('/api/v1/pools/{pool}/reviews/{reviewId}/dismissal', {
          params: { path: { pool, reviewId }, header: { [KEY_HEADER]: key } },
          body: { reason },
        }),
      ),
    ),
  reverse: async (
    pool: string,
    reviewId: string,
    body: Schemas['ReverseReallocationDto'],
    key: string,
  ): Promise<Recorded> =>
    recorded(
      valueOf(
        await client.POST('/api/v1/pools/{pool}/reviews/{reviewId}/reversals', {
          params: { path: { pool, reviewId }, header: { [KEY_HEADER]: key } },
          body,
        }),
      ),
    ),
};
