import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PrincipalStreamCommand } from '@misaq/application/commands.js';
import { issueToken, type TokenWanted } from '@misaq/application/access/issue-token.js';
import type { Random } from '@misaq/application/access/tokens.js';
import type { PrincipalCommand } from '@misaq/domain/access/principal-commands.js';
import { ACCESS } from '@misaq/read-models/access/projection.js';
import { Answer } from '../http/answer.js';
import { Freshness } from '../http/freshness.js';
import { shownPosition } from '../http/positions.js';
import { recorded, Recording } from '../http/recording.js';
import { RANDOM, SERVICE, type Service } from '../service.js';

const SHOWN_ONCE = 'Shown this once: only its fingerprint is kept.';
const SHOWN_BEFORE =
  'The token was shown when it was issued and cannot be shown again. If it was lost, revoke it and issue another.';

/** Records what changes access, and answers when this node acts on it: a revoked token is refused from then on. */
@Injectable()
export class AccessRecording {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(RANDOM) private readonly random: Random,
    private readonly recording: Recording,
    private readonly freshness: Freshness,
  ) {}

  /** @throws RefusedError when it is refused, and when it is recorded and this node does not act on it in time */
  async record(request: FastifyRequest, command: PrincipalCommand): Promise<Answer> {
    const answer = await this.recording.record(
      request,
      (envelope) => new PrincipalStreamCommand(command, envelope),
    );
    await this.#inForce(request, answer.position);
    return answer;
  }

  /** @throws RefusedError as above */
  async issueToken(request: FastifyRequest, wanted: TokenWanted): Promise<Answer> {
    const { tokenId, text, result } = await issueToken(
      this.service,
      this.random,
      wanted,
      this.recording.envelope(request),
    );
    const { position, repeated, events } = recorded(result);
    // Nothing would show the token after an error; that it works a moment later does no harm.
    await this.#inForce(request, position).catch((error: unknown) => {
      if (text === undefined) throw error;
    });
    const notice = text === undefined ? SHOWN_BEFORE : SHOWN_ONCE;
    const shown = shownPosition(request, position);
    return new Answer({ position: shown, repeated, events, tokenId, token: text ?? null, notice }, position);
  }

  #inForce(request: FastifyRequest, position: bigint): Promise<void> {
    return this.freshness.reachPosition(request, position, [ACCESS]);
  }
}
