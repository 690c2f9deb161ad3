import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '@misaq/domain/kernel/decision.js';
import type { ShownPosition } from '@misaq/wire/position.js';
import type { MeItem } from '@misaq/wire/principals.js';
import { UsageError } from '../../arguments/usage-error.js';
import type { Backend } from '../backend.js';
import type { Recorded, Request } from '../request.js';
import { at, type Client } from './client.js';
import { posted } from './command-routes.js';
import { importOver } from './remote-import.js';
import { remoteOperations } from './remote-operations.js';
import { remoteQuestions } from './remote-questions.js';

interface RecordedBody {
  readonly position: ShownPosition;
  readonly repeated: boolean;
  readonly events: readonly DomainEvent[];
}

interface IssuedBody extends RecordedBody {
  readonly tokenId: string;
  readonly token: string | null;
}

/** By a server, as the bearer of a token. */
export function remoteBackend(client: Client): Backend {
  return {
    ask: remoteQuestions(client),
    operations: remoteOperations(client),
    // The server makes the pseudonyms: what names a person goes there in clear and no further.
    persons: { fingerprint: '', personId: (nationalId) => nationalId },
    async send(request) {
      await assertSigner(client, request);
      const { path, body } = posted(request);
      return (await client.command<Recorded>(path, body, randomUUID())).body;
    },
    async issueToken({ principalId, ...wanted }) {
      const key = randomUUID();
      const { body } = await client.command<IssuedBody>(at`principals/${principalId}/tokens`, wanted, key);
      const { token } = body;
      if (token === null) throw lostToken(body.tokenId);
      return { ...body, token };
    },
    importFile: (wanted) => importOver(client, wanted),
  };
}

/** Over a server whoever sends a verification signs it. */
async function assertSigner(client: Client, { command }: Request): Promise<void> {
  if (command.type !== 'VerifyJob' && command.type !== 'RejectJob') return;
  const { principalId } = (await client.get<MeItem>('me')).body;
  if (command.verifier !== principalId)
    throw new UsageError(
      'verifier_signs',
      `--verifier: over a server whoever sends it signs, and the token is that of ${principalId}`,
    );
}

/** The answer that had it was lost on its way. */
function lostToken(tokenId: string): UsageError {
  return new UsageError(
    'token_lost',
    `the token ${tokenId} was issued and the answer that showed it was lost; revoke it and issue another`,
  );
}
