import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { offerToken } from '@misaq/access/offer-token.js';
import { redeemCode } from '@misaq/access/redeem-code.js';
import type { Random } from '@misaq/platform/node/tokens.js';
import type { PrincipalCommand, TokenTerms } from '@misaq/access/domain/principal-commands.js';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import { Answer } from '@misaq/platform/http/answer/answer.js';
import { GUESSES, type Guesses } from '@misaq/platform/http/access/guesses.js';
import { RefusedError } from '@misaq/platform/http/answer/refused.js';
import { today } from '@misaq/platform/kernel/clock.js';
import { ownTokens } from '@misaq/access/boards/principals/wire.js';
import { Freshness } from '@misaq/platform/http/request/freshness.js';
import { positionsOf, shownPosition } from '@misaq/platform/http/request/positions.js';
import { recorded, Recording } from '@misaq/platform/http/request/recording.js';
import { CLOCK, EVENT_STORE, RANDOM, READ_MODELS } from '@misaq/platform/http/service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import type { LogStore } from '@misaq/platform/assembly/log-store.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { CommandRouter } from '@misaq/platform/commands/command-router.js';

const SHOWN_ONCE =
  'Shown this once: only its fingerprint is kept. Hand the code over; its holder redeems it for the token at ' +
  '/api/v1/tokens/redemption, or with «misaq redeem CODE».';
const SHOWN_BEFORE =
  'The code was shown when the token was issued and cannot be shown again. If it was lost, revoke the token and issue another.';
const TOKEN_SHOWN_ONCE = 'Shown this once: only its fingerprint is kept.';

/** Records what changes access, and answers when this node acts on it: a revoked token is refused from then on. */
@Injectable()
export class AccessRecording {
  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(EVENT_STORE) private readonly store: LogStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly router: CommandRouter,
    @Inject(RANDOM) private readonly random: Random,
    private readonly recording: Recording,
    private readonly freshness: Freshness,
    @Inject(GUESSES) private readonly guesses: Guesses,
  ) {}

  /** @throws RefusedError when it is refused, and when it is recorded and this node does not act on it in time */
  async record(request: FastifyRequest, command: PrincipalCommand): Promise<Answer> {
    const answer = await this.recording.record(request, { command });
    await this.#inForce(request, answer.position);
    return answer;
  }

  /** @throws RefusedError as above */
  async issueToken(request: FastifyRequest, terms: TokenTerms): Promise<Answer> {
    const { tokenId, code, result } = await offerToken(
      { router: this.router },
      this.random,
      terms,
      this.recording.envelope(request),
    );
    const { position, repeated, events } = recorded(result);
    // Nothing would show the code after an error; that it works a moment later does no harm.
    await this.#inForce(request, position).catch((error: unknown) => {
      if (code === undefined) throw error;
    });
    const notice = code === undefined ? SHOWN_BEFORE : SHOWN_ONCE;
    const shown = shownPosition(request, position);
    return new Answer(
      { position: shown, repeated, events, tokenId, code: code ?? null, token: null, notice },
      position,
    );
  }

  /** @throws RefusedError when the code is good for nothing, and when its address has tried too many */
  async redeem(request: FastifyRequest, code: string): Promise<Answer> {
    const { models, router, clock, store } = this;
    const { access } = models;
    const result = await redeemCode(
      {
        router,
        clock,
        random: this.random,
        holderOf: async (tokenId) => {
          const known = access.token(tokenId);
          if (known !== undefined) return known.principalId;
          // Another node may have offered it a moment ago.
          this.guesses.assertFewer(request);
          await this.freshness.reachPosition(positionsOf(request), (await store.health()).position, [ACCESS]);
          return access.token(tokenId)?.principalId;
        },
      },
      code,
    );
    if (result.kind === 'refused') {
      if (result.refusal.name === 'code_unknown') await this.guesses.made(request, code);
      throw new RefusedError(result.refusal);
    }
    const { token, issued, position } = result;
    const { tokenId, principalId, role, organisation, expiresOn } = issued;
    // As above: nothing would show the token after an error.
    await this.#inForce(request, position).catch(() => undefined);
    return new Answer(
      {
        tokenId,
        token,
        principalId,
        role,
        organisation: organisation ?? null,
        expiresOn: expiresOn ?? null,
        notice: TOKEN_SHOWN_ONCE,
        position: shownPosition(request, position),
        tokens: ownTokens(access.tokensOf(principalId), today(clock)),
      },
      position,
    );
  }

  #inForce(request: FastifyRequest, position: bigint): Promise<void> {
    return this.freshness.reachPosition(positionsOf(request), position, [ACCESS]);
  }
}
