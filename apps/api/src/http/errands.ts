import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Random } from '@misaq/application/access/tokens.js';
import { unpresented } from '@misaq/wire/presentable.js';
import type { FoundTable } from '../../../composition/src/export-jobs.js';
import type { Authenticate } from './authenticate.js';
import { type Form, MEDIA_TYPES } from './negotiation.js';
import type { Bearer } from './principal.js';
import type { Problem } from './problem.js';
import { RefusedError } from './refused.js';

export const ERRANDS = Symbol('errands');

/** A request of the program to itself on somebody's behalf: what may they have of a table at this moment? */
export interface Errand {
  readonly bearer: Bearer;
  /** Left here by the route. */
  table?: FoundTable;
}

/**
 * Asks the routes themselves, so that who may see what of a table is decided in one place, whether its file is made in
 * the request or behind it.
 */
export interface Errands {
  /** Who sends a request; on an errand the one whom it is for. */
  readonly authenticate: (otherwise: Authenticate) => Authenticate;
  /** Undefined for every request that came from outside. */
  readonly of: (request: Pick<FastifyRequest, 'headers'>) => Errand | undefined;
  /** @throws RefusedError whatever the route refuses it with */
  readonly table: (
    bearer: Bearer,
    wanted: { readonly path: string; readonly form: Form },
  ) => Promise<FoundTable>;
}

/** Carries the key of an errand: by chance, known to nobody outside of this process, good for one request. */
const HEADER = 'misaq-errand';
const KEY_BYTES = 32;

/** @param server may not be ready yet */
export function createErrands(server: FastifyInstance, random: Random): Errands {
  const underWay = new Map<string, Errand>();
  const of: Errands['of'] = ({ headers }) => {
    const key = headers[HEADER];
    return typeof key === 'string' ? underWay.get(key) : undefined;
  };
  return {
    of,
    authenticate: (otherwise) => (request) => of(request)?.bearer ?? otherwise(request),
    async table(bearer, { path, form }) {
      const key = Buffer.from(random(KEY_BYTES)).toString('base64url');
      const errand: Errand = { bearer };
      underWay.set(key, errand);
      try {
        const { payload } = await server.inject({
          method: 'GET',
          url: path,
          headers: { accept: MEDIA_TYPES[form], [HEADER]: key },
        });
        if (errand.table !== undefined) return errand.table;
        const { refusal, figures } = JSON.parse(payload) as Problem;
        throw new RefusedError({ name: refusal, figures: unpresented(figures) as never });
      } finally {
        underWay.delete(key);
      }
    },
  };
}
