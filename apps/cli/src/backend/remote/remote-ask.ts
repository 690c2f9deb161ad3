import { addressOf } from '@misaq/platform/questions/address.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import type { Client, Query } from './client.js';

/** Asks a server over its API; what may be seen is decided there. */
export function remoteAsk(client: Client): Ask {
  return async (question, params) => {
    const { path, query } = addressOf(question, params);
    const { body, position } = await client.get<never>(path, query as Query);
    return { item: body, position };
  };
}
