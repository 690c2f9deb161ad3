import { Body, Controller, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayUsePassword } from '@misaq/access/sign-in/by-provider.js';
import { confirm } from '@misaq/access/sign-in/confirm.js';
import { changePassword } from '@misaq/access/sign-in/change-password.js';
import { isSameOffice, officesOf } from '@misaq/access/sign-in/offices.js';
import { no } from '@misaq/access/sign-in/parts.js';
import type { SessionRecord } from '@misaq/access/sign-in/session-store.js';
import type { SignIn } from '@misaq/access/sign-in/sign-in.js';
import { verify } from '@misaq/access/sign-in/verify.js';
import {
  type ConfirmationItem,
  type DoorList,
  doorList,
  type EndedSessionItem,
} from '@misaq/access/sign-in/wire.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { PAGE_DEFAULT } from '@misaq/platform/questions/pages.js';
import { RefusedError } from '@misaq/platform/http/answer/refused.js';
import { sessionOf } from '@misaq/platform/http/session/session-door.js';
import { OwnDoorQuery } from './accounts.dto.js';
import { DoorRoute } from './routes.js';
import { ConfirmationDto, NewPasswordDto, OfficeDto, SignInDto } from './session.dto.js';
import { SIGN_IN, SigningIn } from './signing-in.js';

const OF_PASSWORDS = ['held_back', 'password_unfit'];

/** The session of a browser: a cookie that scripts cannot read, and a header for what changes something. */
@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    @Inject(SIGN_IN) private readonly signIn: SignIn,
    private readonly signingIn: SigningIn,
  ) {}

  @DoorRoute('POST', '', 'nobody', {
    summary: 'Sign in, and begin a session.',
    description:
      'The answer sets the cookie of the session. An account that does not exist is answered like a wrong password. Who ' +
      'has one office acts in it at once; who has several chooses one with `PUT /api/v1/session/office`. Failures make ' +
      'the account wait for this address, a minute at most.',
    answer: 'Session',
    refusals: [
      ...[
        'sign_in_failed',
        'second_factor_needed',
        'second_factor_wrong',
        'held_back',
        'sign_in_by_provider',
      ],
      ...['foreign_origin', 'office_not_held', 'sessions_unavailable'],
    ],
  })
  async begin(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: SignInDto,
  ): Promise<unknown> {
    const { signIn, signingIn } = this;
    signingIn.admit(request);
    if (signIn.local === 'nobody') throw new RefusedError(no('sign_in_by_provider').refusal);
    const { account, factor } = await signingIn.asked(request, () => verify(signIn, body, request.ip));
    const { name, principals } = account;
    if (!mayUsePassword(signIn, account)) throw new RefusedError(no('sign_in_by_provider').refusal);
    return signingIn.enter(request, reply, { account: name, principals, factor });
  }

  @DoorRoute('GET', '', 'session', {
    summary: 'Who is signed in, in which office, with which rights, and until when.',
    description:
      '`csrf` goes into the header `X-Misaq-Csrf` of each request of this session that changes something. `needs` names ' +
      'the refusal that stands before the first act, such as `office_needed`. Requests with the header ' +
      '`X-Misaq-Background` do not keep an idle session alive.',
    answer: 'Session',
  })
  show(@Req() request: FastifyRequest): unknown {
    const { csrf } = sessionOf(request);
    return this.signingIn.shown(this.#record(request), csrf);
  }

  @DoorRoute('GET', 'door', 'session', {
    summary: 'What happened at the door with the account that is signed in, newest first.',
    description:
      'As `GET /api/v1/door` has it, of this node: who signed in from where, and what was changed.',
    answer: 'DoorList',
  })
  ownDoor(@Req() request: FastifyRequest, @Query() { limit = PAGE_DEFAULT, before }: OwnDoorQuery): DoorList {
    const { account } = sessionOf(request);
    return doorList(this.signIn.door, { limit, account, ...present({ before }) });
  }

  @DoorRoute('PUT', 'office', 'session', {
    summary: 'Choose the office to act in. The session goes on under a new id and a new cookie.',
    answer: 'Session',
    refusals: ['office_not_held', 'session_ended'],
  })
  async choose(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { principal: principalId, role, organisation }: OfficeDto,
  ): Promise<unknown> {
    const { signIn, signingIn } = this;
    const record = this.#record(request);
    const wanted = { principalId, role, ...(organisation !== undefined && { organisation }) };
    const held = officesOf(record, signIn.access).find((each) => isSameOffice(each, wanted));
    if (held === undefined) throw new RefusedError(no('office_not_held').refusal);
    const { lacksFactor: _, ...rest } = record;
    const begun = await this.#replaced(request, { ...rest, ...signingIn.chosen(held, record.factor) });
    const { sessionId } = begun.record;
    const from = { account: record.account, sessionId, address: request.ip };
    signIn.door.note({ kind: 'office-chosen', ...from, principalId, role });
    return signingIn.give(reply, begun);
  }

  @DoorRoute('DELETE', '', 'session', {
    summary: 'Sign out: the session works nowhere any more.',
    answer: 'EndedSession',
  })
  async end(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EndedSessionItem> {
    const { sessionId } = sessionOf(request);
    await this.signingIn.asked(request, () => this.signIn.sessions.end(sessionId, 'signed_out'));
    this.signingIn.take(reply);
    return { sessionId };
  }

  @DoorRoute('POST', 'confirmation', 'session', {
    summary: 'Give the password, or a code of the second factor, again before something is signed.',
    description:
      'Approving, dismissing and reversing a reallocation in a session need it (`confirmation_required`). It holds for one ' +
      'such act, for two minutes; an act that is refused for another reason does not use it up.',
    answer: 'Confirmation',
    refusals: ['confirmation_failed', 'confirmation_by_provider', 'held_back'],
  })
  confirm(@Req() request: FastifyRequest, @Body() body: ConfirmationDto): Promise<ConfirmationItem> {
    const record = this.#record(request);
    return this.signingIn.asked(request, () => confirm(this.signIn, record, body, request.ip));
  }

  @DoorRoute('POST', 'password', 'session', {
    summary: 'Change the password. All other sessions of the account end.',
    answer: 'Session',
    refusals: ['confirmation_failed', ...OF_PASSWORDS],
  })
  async changePassword(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: NewPasswordDto,
  ): Promise<unknown> {
    const record = this.#record(request);
    await this.signingIn.asked(request, () => changePassword(this.signIn, record, body, request.ip));
    return this.signingIn.give(reply, await this.#replaced(request, record));
  }

  #record(request: FastifyRequest): SessionRecord {
    const record = this.signIn.sessions.seen(sessionOf(request).sessionId);
    if (typeof record === 'string') throw new RefusedError(no('session_ended', { reason: record }).refusal);
    return record;
  }

  /** The session under a new id: knowledge of the old id does not give the new one. */
  #replaced(request: FastifyRequest, record: SessionRecord) {
    return this.signingIn.asked(
      request,
      async () =>
        (await this.signIn.sessions.replace(record.sessionId, record)) ??
        no('session_ended', { reason: 'office_changed' }),
    );
  }
}
