import { Body, Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginFactor, confirmFactor, removeFactor } from '@misaq/access/sign-in/factors.js';
import { no } from '@misaq/access/sign-in/parts.js';
import { wrongPasswordOf } from '@misaq/access/sign-in/confirm.js';
import type { SignIn } from '@misaq/access/sign-in/sign-in.js';
import type { NewFactorItem } from '@misaq/access/sign-in/wire.js';
import { RefusedError } from '@misaq/platform/http/answer/refused.js';
import { SESSION_DOOR, type SessionDoor, sessionOf } from '@misaq/platform/http/session/session-door.js';
import { DoorRoute } from './routes.js';
import { BeginFactorDto, FactorCodeDto } from './session.dto.js';
import { SIGN_IN, SigningIn } from './signing-in.js';

/** The second factor of the account that is signed in. */
@ApiTags('session')
@Controller('api/v1/session/factor')
export class FactorController {
  constructor(
    @Inject(SIGN_IN) private readonly signIn: SignIn,
    @Inject(SESSION_DOOR) private readonly door: SessionDoor,
    private readonly signingIn: SigningIn,
  ) {}

  @DoorRoute('POST', '', 'session', {
    summary:
      'Begin to set up a second factor: make a secret for an authenticator. It counts once a code of it was shown.',
    answer: 'NewFactor',
    refusals: ['confirmation_failed', 'held_back', 'factor_is_set'],
  })
  begin(@Req() request: FastifyRequest, @Body() { password }: BeginFactorDto): Promise<NewFactorItem> {
    const { signIn } = this;
    const { account, sessionId } = sessionOf(request);
    return this.signingIn.asked(
      request,
      async () =>
        (await wrongPasswordOf(signIn, { account, sessionId }, password, request.ip)) ??
        beginFactor(signIn, account),
    );
  }

  @DoorRoute('POST', 'confirmation', 'session', {
    summary:
      'Show a code of the authenticator, and so set the second factor. All other sessions of the account end.',
    answer: 'Session',
    refusals: ['factor_not_set', 'factor_code_wrong', 'held_back', 'session_ended'],
  })
  async confirm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { code }: FactorCodeDto,
  ): Promise<unknown> {
    const { signIn, signingIn } = this;
    const { account, sessionId } = sessionOf(request);
    const begun = await signingIn.asked(request, async () => {
      const record = signIn.sessions.seen(sessionId);
      if (typeof record === 'string') return no('session_ended', { reason: record });
      const set = confirmFactor(signIn, account, code, { address: request.ip, sessionId });
      if (set !== 'set') return set;
      await signIn.sessions.endAllOf(account, 'factor_changed', sessionId);
      // The session may do more from now on: it goes on under a new id.
      const { lacksFactor: _, ...rest } = record;
      return (
        (await signIn.sessions.replace(sessionId, { ...rest, factor: true })) ??
        no('session_ended', { reason: 'factor_changed' })
      );
    });
    return signingIn.give(reply, begun);
  }

  @DoorRoute('DELETE', '', 'session', {
    summary:
      'Remove the second factor. It needs a confirmation, as signing does; all other sessions of the account end.',
    answer: 'Session',
    refusals: ['confirmation_required', 'factor_not_set'],
  })
  async remove(@Req() request: FastifyRequest): Promise<unknown> {
    const { signIn, door, signingIn } = this;
    const session = sessionOf(request);
    const { account, sessionId, csrf } = session;
    if ((await door.takeConfirmation(session)) === undefined)
      throw new RefusedError(no('confirmation_required').refusal);
    await signingIn.asked(request, () => removeFactor(signIn, account, { address: request.ip, sessionId }));
    await signingIn.asked(request, () => signIn.sessions.endAllOf(account, 'factor_changed', sessionId));
    const record = signIn.sessions.seen(sessionId);
    if (typeof record === 'string') throw new RefusedError(no('session_ended', { reason: record }).refusal);
    return signingIn.shown(record, csrf);
  }
}
