import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import type { Backend } from '../backend.js';
import type { RedeemedToken } from '../request.js';
import type { Recorded } from '@misaq/platform/command-line/session.js';
import { at, type Client } from './client.js';
import { type Addresses, posted } from './command-routes.js';
import { importOver } from './remote-import.js';
import { remoteAccounts } from './remote-accounts.js';
import { remoteOperations } from './remote-operations.js';
import { provincesOf, questionsOf } from '../questions.js';
import { remoteAsk } from './remote-ask.js';

interface RecordedBody {
  readonly position: ShownPosition;
  readonly repeated: boolean;
  readonly events: readonly DomainEvent[];
}

interface OfferedBody extends RecordedBody {
  readonly tokenId: string;
  readonly code: string | null;
}

/** By a server, as the bearer of a token. */
export function remoteBackend(client: Client, addresses: Addresses): Backend {
  const ask = remoteAsk(client);
  return {
    ask,
    provinces: () => provincesOf(ask),
    questions: questionsOf(ask),
    operations: remoteOperations(client, ask),
    accounts: remoteAccounts(client),
    // The server makes the pseudonyms: what names a person goes there in clear and no further.
    persons: { fingerprint: '', personId: (nationalId) => nationalId },
    async send(sent) {
      const { path, body } = await posted(addresses, sent);
      return (await client.command<Recorded>(path, body, randomUUID())).body;
    },
    async offerToken({ principalId, ...terms }) {
      const key = randomUUID();
      const { body } = await client.command<OfferedBody>(at`principals/${principalId}/tokens`, terms, key);
      const { code } = body;
      if (code === null) throw lostCode(body.tokenId);
      return { ...body, code };
    },
    redeem: async (code) => (await client.once<RedeemedToken>('tokens/redemption', { code })).body,
    importFile: (wanted) => importOver(client, wanted),
  };
}

/** The answer that had it was lost on its way. */
function lostCode(tokenId: string): UsageError {
  return new UsageError(
    'code_lost',
    `the token ${tokenId} was issued and the answer that showed its code was lost; revoke it and issue another`,
  );
}
