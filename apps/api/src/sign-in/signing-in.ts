import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import { rightsOf } from '@misaq/access/boards/principals/wire.js';
import type { Account } from '@misaq/access/sign-in/account.js';
import { type HeldOffice, isSameOffice, officesOf } from '@misaq/access/sign-in/offices.js';
import { type DoorRefusal, no } from '@misaq/access/sign-in/parts.js';
import { TooManyAttemptsError } from '@misaq/access/sign-in/passwords.js';
import { reached } from '@misaq/access/sign-in/session-gate.js';
import type { SessionRecord } from '@misaq/access/sign-in/session-store.js';
import type { BegunSession, NewSession } from '@misaq/access/sign-in/sessions.js';
import type { SignIn } from '@misaq/access/sign-in/sign-in.js';
import { noteSignIn } from '@misaq/access/sign-in/verify.js';
import { linkItem, officeItem, type SessionItem } from '@misaq/access/sign-in/wire.js';
import { GUESSES, type Guesses } from '@misaq/platform/http/access/guesses.js';
import { tooMany } from '@misaq/platform/http/access/work-budget.js';
import { refuse, RefusedError } from '@misaq/platform/http/answer/refused.js';
import { READ_MODELS } from '@misaq/platform/http/service.js';
import { clearCookie, cookieIn, setCookie } from '@misaq/platform/http/session/cookie.js';
import { csrfTokenOf } from '@misaq/platform/http/session/csrf.js';
import { assertOwnOrigin } from '@misaq/platform/http/session/own-origin.js';
import {
  type RequestSession,
  SESSION_DOOR,
  type SessionDoor,
} from '@misaq/platform/http/session/session-door.js';
import { today } from '@misaq/platform/kernel/clock.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { presentable } from '@misaq/platform/text/presentable.js';

export const SIGN_IN = Symbol('sign-in');

/** What a browser calls itself is cut to so many characters. */
const AGENT_LENGTH_MAX = 200;

/** What the routes of the door have in common: sessions that begin and end with their cookies, and how they are shown. */
@Injectable()
export class SigningIn {
  constructor(
    @Inject(SIGN_IN) private readonly signIn: SignIn,
    @Inject(SESSION_DOOR) private readonly door: SessionDoor,
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(GUESSES) private readonly guesses: Guesses,
  ) {}

  /**
   * Holds a request that comes before any session to pages of this server, and an address that guesses.
   * @throws RefusedError
   */
  admit(request: FastifyRequest): void {
    assertOwnOrigin(request, this.door.origin);
    this.guesses.assertFewer(request);
    if (this.models.runner.reader(ACCESS).isStopped()) throw refuse('read_models_stopped', { name: ACCESS });
  }

  /**
   * What was asked of the door, unless it was refused. An address whose guesses are wrong is answered later and later.
   * @throws RefusedError
   */
  async asked<Result>(
    request: FastifyRequest,
    work: () => Promise<Result | DoorRefusal> | Result | DoorRefusal,
  ): Promise<Exclude<Result, DoorRefusal>> {
    let result: Result | DoorRefusal;
    try {
      result = await reached(async () => work());
    } catch (error) {
      throw error instanceof TooManyAttemptsError ? tooMany(1) : error;
    }
    if (!isRefused(result)) return result as Exclude<Result, DoorRefusal>;
    const { refusal, retryAfterSeconds } = result;
    if (GUESSED.includes(refusal.name)) await this.guesses.made(request, '');
    throw new RefusedError(refusal, [], retryAfterSeconds);
  }

  /** The session that a browser brings along to a route that needs none; undefined when it brings none. */
  async brought(request: FastifyRequest): Promise<RequestSession | undefined> {
    const cookie = cookieIn(request.headers.cookie, this.door.cookie);
    if (cookie === undefined) return undefined;
    const found = await this.door.find(cookie, false);
    return found === undefined || 'refusal' in found ? undefined : found;
  }

  /**
   * Lets a person in: begins a session in the place of the one that the browser brings, and shows it.
   * @throws RefusedError `office_not_held`, `sessions_unavailable`
   */
  async enter(request: FastifyRequest, reply: FastifyReply, entering: Entering): Promise<SessionItem> {
    const { signIn } = this;
    const { account, factor, how } = entering;
    const offices = officesOf(entering, signIn.access);
    if (offices.length === 0) throw new RefusedError(no('office_not_held').refusal);
    const before = await this.brought(request);
    const begun = await this.asked(request, async () => {
      if (before !== undefined) await signIn.sessions.end(before.sessionId, 'signed_out');
      return signIn.sessions.begin(this.#begun(request, entering, offices));
    });
    const { sessionId, office } = begun.record;
    noteSignIn(signIn, { name: account }, request.ip);
    const reasons = [...(how === undefined ? [] : [how]), ...(factor ? ['with second factor'] : [])];
    signIn.door.note({
      ...{ kind: 'signed-in', account, sessionId, address: request.ip },
      ...(office && { principalId: office.principalId, role: office.role }),
      ...(reasons.length > 0 && { reason: reasons.join(', ') }),
    });
    return this.give(reply, begun);
  }

  /** The session that begins where a request comes from. */
  #begun(
    request: FastifyRequest,
    { account, principals, factor, provider }: Entering,
    offices: readonly HeldOffice[],
  ): NewSession {
    const [only] = offices.length === 1 ? offices : [];
    return {
      ...{ account, principals, factor },
      ...(provider !== undefined && { provider }),
      address: request.ip,
      agent: (request.headers['user-agent'] ?? '').slice(0, AGENT_LENGTH_MAX),
      ...(only !== undefined && this.chosen(only, factor)),
    };
  }

  /** An office as a session keeps it. */
  chosen(
    { principalId, role, organisation, grantedAt }: HeldOffice,
    factor: boolean,
  ): Pick<SessionRecord, 'office' | 'lacksFactor'> {
    const office = { principalId, role, grantedAt, ...(organisation !== undefined && { organisation }) };
    const lacksFactor = !factor && this.signIn.rolesWithFactor().includes(role);
    return { office, ...(lacksFactor && { lacksFactor }) };
  }

  /** Gives the browser a session, and shows it. */
  give(reply: FastifyReply, { record, cookie }: BegunSession): SessionItem {
    void reply.header('set-cookie', setCookie(this.door.cookie, cookie));
    const [, secret = ''] = cookie.split('.');
    return this.shown(record, csrfTokenOf(secret));
  }

  /** Makes the browser forget its session. */
  take(reply: FastifyReply): void {
    void reply.header('set-cookie', clearCookie(this.door.cookie));
  }

  /** A session as its holder sees it. */
  shown(record: SessionRecord, csrf: string): SessionItem {
    const { signIn, models } = this;
    const { accounts, access, sessions, clock } = signIn;
    const { principals, account: name } = record;
    const account: Account = accounts.account(name) ?? { name, principals };
    const offices = officesOf(record, access);
    const { sessionId, office, signedInAt, endsAt } = record;
    const held = office && offices.find((each) => isSameOffice(each, office));
    const acts = signIn.actsAs(sessionId);
    const withFactor = signIn.rolesWithFactor();
    const provinces = held?.province === undefined ? models.register.provinces() : [held.province];
    const item: SessionItem = {
      ...{ sessionId, account: account.name, csrf, signedInAt, endsAt },
      office: held === undefined ? null : officeItem(held),
      offices: offices.map(officeItem),
      may: 'refusal' in acts ? [] : rightsOf(acts.actor),
      by: record.provider === undefined ? 'password' : 'provider',
      needs: 'refusal' in acts ? acts.refusal.name : null,
      idleEndsAt: sessions.idleEndOf({ record, usedAtMs: sessions.usedAtMs(sessionId) }),
      secondFactor: {
        isSet: account.factor !== undefined,
        isShown: record.factor,
        isRequired: offices.some(({ role }) => withFactor.includes(role)),
      },
      today: today(clock),
      calendars: provinces.map((province) => ({
        province,
        revision: models.register.calendar(province).revision,
      })),
      passwordSetAt: account.password?.setAt ?? null,
      link: linkItem(account),
      previousSignIn: account.previousSignIn ?? null,
    };
    return presentable(item) as SessionItem;
  }
}

/** A person who is let in. */
export interface Entering extends Pick<SessionRecord, 'account' | 'principals' | 'provider' | 'factor'> {
  /** In the history of the door; with a password when it is left out. */
  readonly how?: string;
}

/** Refusals that follow from a guess. */
const GUESSED: readonly string[] = [
  'sign_in_failed',
  'second_factor_wrong',
  'link_unknown',
  'confirmation_failed',
  'errand_unknown',
  'provider_answer_refused',
];

function isRefused(result: unknown): result is DoorRefusal {
  return typeof result === 'object' && result !== null && 'refusal' in result;
}
