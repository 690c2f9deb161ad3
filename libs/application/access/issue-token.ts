import type { IssueToken } from '@misaq/domain/access/principal-commands.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import { principalAggregate } from '../aggregates.js';
import type { CommandResult, CommandRunner } from '../command-runner.js';
import type { Contexts } from '../contexts.js';
import type { Envelope } from '../event-format.js';
import { newToken, type Random, tokenIdOf } from './tokens.js';

/** What is said of a token; its id and its secret are made here. */
export type TokenWanted = Omit<IssueToken, 'type' | 'tokenId' | 'fingerprint'>;

export interface Issued {
  readonly tokenId: string;
  /** The token, when it was issued now. It is kept nowhere: nobody can show it again. */
  readonly text?: string;
  readonly result: CommandResult;
}

export interface IssuingParts {
  readonly runner: CommandRunner;
  readonly contexts: Contexts;
}

/**
 * Issues a token. The id follows from the command, so that the same command again finds the token that it issued, and
 * is then sent with the fingerprint on record: a secret is made once, and the repeated answer has none to show.
 */
export async function issueToken(
  { runner, contexts }: IssuingParts,
  random: Random,
  wanted: TokenWanted,
  envelope: Envelope,
): Promise<Issued> {
  const tokenId = tokenIdOf(envelope.commandId);
  const stream = streams.principal(wanted.principalId);
  const onRecord = async (): Promise<string | undefined> =>
    (await runner.state(principalAggregate, stream)).tokens.get(tokenId)?.issued.fingerprint;
  const send = (fingerprint: string): Promise<CommandResult> =>
    runner.execute(
      principalAggregate,
      stream,
      { type: 'IssueToken', ...wanted, tokenId, fingerprint },
      envelope,
      () => contexts.day(),
    );

  const before = await onRecord();
  if (before !== undefined) return { tokenId, result: await send(before) };
  const { text, fingerprint } = newToken(random, tokenId);
  const result = await send(fingerprint);
  if (result.kind === 'done') return result.repeated ? { tokenId, result } : { tokenId, text, result };
  // The same command may have been on its way twice, and the other one came first.
  const meanwhile = await onRecord();
  return { tokenId, result: meanwhile === undefined ? result : await send(meanwhile) };
}
