import type { OfferToken, TokenTerms } from './domain/principal-commands.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { principalAggregate } from './aggregate.js';
import type { ActParts } from '@misaq/platform/commands/command-route.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import { newCode, type Random, tokenIdOf } from '@misaq/platform/node/tokens.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

export interface Offered {
  readonly tokenId: string;
  /** The one-time code, when the token was offered now. It is kept nowhere: nobody can show it again. */
  readonly code?: string;
  readonly result: CommandResult;
}

export type TokenParts = Pick<ActParts, 'router'>;

/**
 * Offers a token for a code. The id of the token follows from the command, so that the same command again finds the offer
 * that it made, and is then sent with the fingerprint on record: a code is made once, and the repeated answer has none to
 * show.
 */
export async function offerToken(
  { router }: TokenParts,
  random: Random,
  terms: TokenTerms,
  envelope: Envelope,
): Promise<Offered> {
  const tokenId = tokenIdOf(envelope.commandId);
  const stream = streams.principal(terms.principalId);
  const onRecord = async (): Promise<string | undefined> =>
    (await router.streams.state(principalAggregate, stream)).offers.get(tokenId)?.offered.codeFingerprint;
  const send = (codeFingerprint: string): Promise<CommandResult> => {
    const command: OfferToken = { type: 'OfferToken', ...terms, tokenId, codeFingerprint };
    return router.send({ command }, envelope, 'tokens');
  };

  const before = await onRecord();
  if (before !== undefined) return { tokenId, result: await send(before) };
  const { text: code, fingerprint } = newCode(random, tokenId);
  const result = await send(fingerprint);
  if (result.kind === 'done') return result.repeated ? { tokenId, result } : { tokenId, code, result };
  // The same command may have been on its way twice, and the other one came first.
  const meanwhile = await onRecord();
  return { tokenId, result: meanwhile === undefined ? result : await send(meanwhile) };
}
