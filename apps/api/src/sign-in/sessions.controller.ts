import { Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { may } from '@misaq/access/domain/roles.js';
import { no } from '@misaq/access/sign-in/parts.js';
import type { KeptSession } from '@misaq/access/sign-in/session-store.js';
import type { SignIn } from '@misaq/access/sign-in/sign-in.js';
import { type EndedSessionItem, listedSession, type SessionList } from '@misaq/access/sign-in/wire.js';
import { actorOf } from '@misaq/platform/http/access/principal.js';
import { RefusedError } from '@misaq/platform/http/answer/refused.js';
import { DoorRoute } from './routes.js';
import { SessionParams, SessionsQuery } from './session.dto.js';
import { SIGN_IN, SigningIn } from './signing-in.js';

/** Sessions of an account, for its holder and for an admin. */
@ApiTags('session')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    @Inject(SIGN_IN) private readonly signIn: SignIn,
    private readonly signingIn: SigningIn,
  ) {}

  @DoorRoute('GET', '', 'signed-in', {
    summary: 'Your own sessions, or those of another account for an admin.',
    answer: 'SessionList',
    refusals: ['sessions_unavailable'],
  })
  async list(@Req() request: FastifyRequest, @Query() { account }: SessionsQuery): Promise<SessionList> {
    const { sessions } = this.signIn;
    const own = this.#ownAccount(request);
    if (account !== undefined && account !== own) assertAdmin(request);
    const whose = account ?? own;
    const found = whose === undefined ? [] : await this.signingIn.asked(request, () => sessions.list(whose));
    const items = found.map((kept) =>
      listedSession(kept, {
        idleEndsAt: sessions.idleEndOf(kept),
        isThis: kept.record.sessionId === request.session?.sessionId,
      }),
    );
    return { items };
  }

  @DoorRoute('DELETE', ':sessionId', 'signed-in', {
    summary:
      'End a session: your own, or anybody’s as an admin. It is refused everywhere within five seconds.',
    answer: 'EndedSession',
    refusals: ['session_unknown', 'sessions_unavailable'],
  })
  async end(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { sessionId }: SessionParams,
  ): Promise<EndedSessionItem> {
    const { sessions } = this.signIn;
    const kept = await this.signingIn.asked(
      request,
      async () => (await sessions.get(sessionId)) ?? unknown(sessionId),
    );
    if (!this.#mayEnd(request, kept)) throw new RefusedError(unknown(sessionId).refusal);
    await this.signingIn.asked(request, () => sessions.end(sessionId, 'revoked', actorOf(request).id));
    if (sessionId === request.session?.sessionId) this.signingIn.take(reply);
    return { sessionId };
  }

  #mayEnd(request: FastifyRequest, { record }: KeptSession): boolean {
    return (
      record.account === this.#ownAccount(request) || may(actorOf(request), 'manage-principals') === undefined
    );
  }

  #ownAccount(request: FastifyRequest): string | undefined {
    return request.session?.account ?? this.signIn.accounts.accountOf(actorOf(request).id)?.name;
  }
}

function unknown(sessionId: string) {
  return no('session_unknown', { sessionId });
}

/** @throws RefusedError `not_permitted` */
function assertAdmin(request: FastifyRequest): void {
  const refusal = may(actorOf(request), 'manage-principals');
  if (refusal !== undefined) throw new RefusedError(refusal);
}
