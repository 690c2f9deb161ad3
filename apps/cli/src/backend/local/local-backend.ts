import { registerAggregate } from '@misaq/application/aggregates.js';
import { newToken, systemRandom } from '@misaq/application/access/tokens.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import type { Session } from '../../session.js';
import type { System } from '../../../../composition/src/system.js';
import type { Backend } from '../backend.js';
import { localOperations } from './local-operations.js';
import { questionsOf } from '../questions.js';
import { localAsk } from './local-ask.js';
import { send } from './send.js';

/** Names are found in the stream that commands are decided on: a command needs no tables for them. */
function registerIn({ runner }: System): Backend['ask']['register'] {
  return async (province) => runner.state(registerAggregate, streams.register(province));
}

/** On a data directory that is open in this process, as the actor of the session. */
export function localBackend(system: System, session: Session): Backend {
  return {
    ask: { ...questionsOf(localAsk(system, session)), register: registerIn(system) },
    operations: localOperations(system, session),
    persons: system.personKey,
    send: (request) => send(system, session, request),
    async issueToken(wanted) {
      const { tokenId, text, fingerprint } = newToken(systemRandom);
      const command = { type: 'IssueToken', ...wanted, tokenId, fingerprint } as const;
      return { ...(await send(system, session, { to: 'principal', command })), tokenId, token: text };
    },
    importFile: (wanted) => system.imports.run({ ...wanted, actor: session.actor }),
  };
}
