import { Body, Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  beginErrand,
  confirmByProvider,
  type ErrandWanted,
  finishErrand,
  type Returned,
} from '@misaq/access/sign-in/by-provider.js';
import { no } from '@misaq/access/sign-in/parts.js';
import type { SessionRecord } from '@misaq/access/sign-in/session-store.js';
import type { SignIn } from '@misaq/access/sign-in/sign-in.js';
import type { ProviderAddressItem, ReturnedItem, SessionItem, WaysItem } from '@misaq/access/sign-in/wire.js';
import { RefusedError } from '@misaq/platform/http/answer/refused.js';
import { clearCookie, cookieIn, errandCookie, setCookie } from '@misaq/platform/http/session/cookie.js';
import { assertKnownHost, originOf } from '@misaq/platform/http/session/own-origin.js';
import { SESSION_DOOR, type SessionDoor, sessionOf } from '@misaq/platform/http/session/session-door.js';
import type { PageAddress } from '@misaq/platform/text/page-addresses.js';
import { ErrandDto, ReturnDto } from './provider.dto.js';
import { DoorRoute } from './routes.js';
import { SIGN_IN, SigningIn } from './signing-in.js';

const RETURN: PageAddress = '/sign-in/return';
const SIGN_IN_PAGE: PageAddress = '/sign-in';

const OF_PROVIDERS = ['provider_not_set', 'provider_unavailable', 'foreign_origin'];

/**
 * Signing in by an OpenID Connect provider. The provider leads the browser to a page of this server, and the page sends
 * what it came with: a request from another site would not bring the cookies along, which are of this site alone.
 */
@ApiTags('session')
@Controller('api/v1/session')
export class ProviderController {
  constructor(
    @Inject(SIGN_IN) private readonly signIn: SignIn,
    @Inject(SESSION_DOOR) private readonly door: SessionDoor,
    private readonly signingIn: SigningIn,
  ) {}

  @DoorRoute('GET', 'ways', 'nobody', {
    summary: 'How a person can sign in: by a provider, with a password, or both.',
    answer: 'Ways',
  })
  ways(@Req() request: FastifyRequest): WaysItem {
    const { provider, local } = this.signIn;
    if (provider === undefined) return { provider: null, password: local };
    const { name, issuer } = provider;
    const signOutAddress = provider.signOutAddress(this.#address(request, SIGN_IN_PAGE)) ?? null;
    return { provider: { name, issuer, signOutAddress }, password: local };
  }

  @DoorRoute('POST', 'provider', 'nobody', {
    summary: 'Begin to sign in by the provider: the address at which the browser goes on.',
    description:
      'The answer sets a cookie that holds, sealed, what has to come back. It is good for ten minutes, once. The provider ' +
      'leads the browser to `/sign-in/return`.',
    answer: 'ProviderAddress',
    refusals: OF_PROVIDERS,
  })
  begin(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { next }: ErrandDto,
  ): Promise<ProviderAddressItem> {
    this.signingIn.admit(request);
    return this.#begun(request, reply, { next });
  }

  @DoorRoute('POST', 'confirmation/provider', 'session', {
    summary:
      'Begin to confirm something that is signed by the provider: the person shows themselves there again.',
    description: 'As `POST /api/v1/session/provider`. Only of a session that was begun by the provider.',
    answer: 'ProviderAddress',
    refusals: [...OF_PROVIDERS, 'provider_not_used'],
  })
  beginConfirmation(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { next }: ErrandDto,
  ): Promise<ProviderAddressItem> {
    return this.#begun(request, reply, { next, session: this.#record(sessionOf(request)) });
  }

  @DoorRoute('POST', 'provider/return', 'nobody', {
    summary: 'Return from the provider: begin a session, or confirm the present one.',
    description:
      'A person is found by the link that an admin made (`POST /api/v1/principals/{principalId}/identity`), never by an ' +
      'address of mail or a name. A session is confirmed by the person who began it, when the provider has asked again.',
    answer: 'Returned',
    refusals: [
      ...OF_PROVIDERS,
      ...['errand_unknown', 'provider_denied', 'provider_answer_refused', 'person_not_linked'],
      ...['not_shown_again', 'other_person', 'session_ended', 'office_not_held', 'sessions_unavailable'],
    ],
  })
  async comeBack(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { answer }: ReturnDto,
  ): Promise<ReturnedItem> {
    const { signIn, signingIn, door } = this;
    signingIn.admit(request);
    const held = errandCookie(door.cookie);
    const cookie = cookieIn(request.headers.cookie, held);
    if (cookie !== undefined) void reply.header('set-cookie', clearCookie(held));
    const given = { cookie, answer };
    const returned = await signingIn.asked(request, () => finishErrand(signIn, given, request.ip));
    const { next, sessionId } = returned.errand;
    if (sessionId !== undefined)
      return { session: await this.#confirmed(request, returned), next, isConfirmed: true };
    return { session: await this.#entered(request, reply, returned), next, isConfirmed: false };
  }

  #entered(request: FastifyRequest, reply: FastifyReply, returned: Returned): Promise<SessionItem> {
    const { person, principals, linkedAt } = returned;
    const { issuer, subject, factor } = person;
    const [account = ''] = principals;
    return this.signingIn.enter(request, reply, {
      ...{ account, principals, factor, provider: { issuer, subject, linkedAt } },
      how: 'by the provider',
    });
  }

  async #confirmed(request: FastifyRequest, returned: Returned): Promise<SessionItem> {
    const { signIn, signingIn } = this;
    const brought = await signingIn.brought(request);
    await signingIn.asked(request, () => confirmByProvider(signIn, returned, brought, request.ip));
    if (brought === undefined) throw new Error('a session was confirmed that nobody brought');
    return signingIn.shown(this.#record(brought), brought.csrf);
  }

  async #begun(
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: Omit<ErrandWanted, 'returnAddress'>,
  ): Promise<ProviderAddressItem> {
    const returnAddress = this.#address(request, RETURN);
    const { address, cookie } = await this.signingIn.asked(request, () =>
      beginErrand(this.signIn, { ...wanted, returnAddress }),
    );
    void reply.header('set-cookie', setCookie(errandCookie(this.door.cookie), cookie));
    return { address };
  }

  /** The address of a page, as the provider has it on its list. */
  #address({ host }: FastifyRequest, page: PageAddress): string {
    const { origin } = this.door;
    assertKnownHost(origin, host);
    return `${originOf(origin, host)}${page}`;
  }

  #record({ sessionId }: { readonly sessionId: string }): SessionRecord {
    const record = this.signIn.sessions.seen(sessionId);
    if (typeof record === 'string') throw new RefusedError(no('session_ended', { reason: record }).refusal);
    return record;
  }
}
