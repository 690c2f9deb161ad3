import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import { rightsOf } from '@misaq/access/boards/principals/wire.js';
import type { Account } from '@misaq/access/sign-in/account.js';
import { type HeldOffice, isSameOffice, officesOf } from '@misaq/access/sign-in/offices.js';
import type { DoorRefusal } from '@misaq/access/sign-in/parts.js';
import { TooManyAttemptsError } from '@misaq/access/sign-in/passwords.js';
import { reached } from '@misaq/access/sign-in/session-gate.js';
import type { SessionRecord } from '@misaq/access/sign-in/session-store.js';
import type { BegunSession, NewSession } from '@misaq/access/sign-in/sessions.js';
import type { SignIn } from '@misaq/access/sign-in/sign-in.js';
import { linkItem, officeItem, type SessionItem } from '@misaq/access/sign-in/wire.js';
import { GUESSES, type Guesses } from '@misaq/platform/http/access/guesses.js';
import { tooMany } from '@misaq/platform/http/access/work-budget.js';
import { refuse, RefusedError } from '@misaq/platform/http/answer/refused.js';
import { READ_MODELS } from '@misaq/platform/http/service.js';
import { clearCookie, cookieIn, setCookie } from '@misaq/platform/http/session/cookie.js';
import { csrfTokenOf } from '@misaq/platform/http/session/csrf.js';
import { assertOwnOrigin } from '@misaq/platform/http/session/own-origin.js';
import { SESSION_DOOR, type SessionDoor } from '@misaq/platform/http/session/session-door.js';
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
  async brought(
    request: FastifyRequest,
  ): Promise<{ readonly sessionId: string; readonly account: string } | undefined> {
    const cookie = cookieIn(request.headers.cookie, this.door.cookie);
    if (cookie === undefined) return undefined;
    const found = await this.door.find(cookie, false);
    return found === undefined || 'refusal' in found ? undefined : found;
  }

  /** The session of an account that begins where a request comes from. */
  begun(request: FastifyRequest, account: Account, factor: boolean): NewSession {
    const offices = officesOf(account, this.signIn.access);
    const [only] = offices.length === 1 ? offices : [];
    return {
      account: account.name,
      principals: account.principals,
      address: request.ip,
      agent: (request.headers['user-agent'] ?? '').slice(0, AGENT_LENGTH_MAX),
      factor,
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
  give(reply: FastifyReply, { record, cookie }: BegunSession): unknown {
    void reply.header('set-cookie', setCookie(this.door.cookie, cookie));
    const [, secret = ''] = cookie.split('.');
    return this.shown(record, csrfTokenOf(secret));
  }

  /** Makes the browser forget its session. */
  take(reply: FastifyReply): void {
    void reply.header('set-cookie', clearCookie(this.door.cookie));
  }

  /** A session as its holder sees it. */
  shown(record: SessionRecord, csrf: string): unknown {
    const { signIn, models } = this;
    const { accounts, access, sessions, clock } = signIn;
    const { principals, account: name } = record;
    const account: Account = accounts.account(name) ?? { name, principals };
    const offices = officesOf({ principals }, access);
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
    return presentable(item);
  }
}

/** Refusals that follow from a guess. */
const GUESSED: readonly string[] = [
  'sign_in_failed',
  'second_factor_wrong',
  'link_unknown',
  'confirmation_failed',
];

function isRefused(result: unknown): result is DoorRefusal {
  return typeof result === 'object' && result !== null && 'refusal' in result;
}
