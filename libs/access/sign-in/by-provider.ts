import { present } from '@misaq/platform/kernel/recorded.js';
import type { Account } from './account.js';
import { ERRAND_MS, type KeptErrand, ownPage } from './errands.js';
import { isSamePerson, officesOf } from './offices.js';
import { type DoorRefusal, no } from './parts.js';
import type { Person, Provider } from './provider.js';
import { ProviderAnswerError, ProviderAwayError } from './provider-errors.js';
import type { SessionRecord } from './session-store.js';
import type { SignIn } from './sign-in.js';

export interface ErrandWanted {
  /** The address of this server that the provider leads back to. */
  readonly returnAddress: string;
  readonly next?: string | undefined;
  /** The session that is to be confirmed. */
  readonly session?: SessionRecord | undefined;
}

/** Where a browser is sent, and the cookie that it brings back. */
export interface BegunErrand {
  readonly address: string;
  readonly cookie: string;
}

/** Sends a browser to the provider: to sign in, or to show again who is there before something is signed. */
export async function beginErrand(
  { provider, errands }: Pick<SignIn, 'provider' | 'errands'>,
  { returnAddress, next, session }: ErrandWanted,
): Promise<BegunErrand | DoorRefusal> {
  if (provider === undefined) return no('provider_not_set');
  if (session !== undefined && session.provider === undefined) return no('provider_not_used');
  return unlessAway(async () => {
    const { address, errand } = await provider.begin(returnAddress, session !== undefined);
    const cookie = errands.seal({
      ...errand,
      next: ownPage(next),
      ...present({ sessionId: session?.sessionId }),
    });
    return { address, cookie };
  });
}

/** A person who came back from the provider. */
export interface Returned {
  readonly errand: KeptErrand;
  readonly person: Person;
  /** Those whom the person may act as, in order; linked by an admin. */
  readonly principals: readonly string[];
  /** When they were linked, the latest of them (ISO instant). */
  readonly linkedAt: string;
}

type ReturnParts = Pick<SignIn, 'provider' | 'errands' | 'sessions' | 'access' | 'door' | 'log'>;

/**
 * Who came back from the provider, once for each errand. Nobody is found by an address of mail or by a name: an admin has
 * linked the person.
 *
 * @param cookie that the browser was sent away with
 * @param answer the query that the provider led it back with
 * @throws SessionsUnavailableError
 */
export async function finishErrand(
  parts: ReturnParts,
  { cookie, answer }: { readonly cookie: string | undefined; readonly answer: string },
  address: string,
): Promise<Returned | DoorRefusal> {
  const { provider, errands, sessions, door } = parts;
  if (provider === undefined) return no('provider_not_set');
  const refused = (refusal: DoorRefusal): DoorRefusal => {
    door.note({ kind: 'provider-refused', address, reason: refusal.refusal.name });
    return refusal;
  };
  const errand = cookie === undefined ? undefined : errands.open(cookie);
  if (new URLSearchParams(answer).get('state') !== errand?.state) return refused(no('errand_unknown'));
  if (!(await sessions.takeOnce(errand.state, ERRAND_MS))) return refused(no('errand_unknown'));
  const person = await vouchedFor(parts, provider, errand, answer);
  if ('refusal' in person) return refused(person);
  const linked = linkedTo(parts, person);
  const { issuer, subject } = person;
  return linked === undefined
    ? refused(no('person_not_linked', { issuer, subject }))
    : { errand, person, ...linked };
}

async function vouchedFor(
  { log }: Pick<SignIn, 'log'>,
  provider: Provider,
  errand: KeptErrand,
  answer: string,
): Promise<Person | DoorRefusal> {
  try {
    return await unlessAway(() => provider.finish(errand, answer));
  } catch (error) {
    if (!(error instanceof ProviderAnswerError)) throw error;
    log(`an answer of the provider ${provider.issuer} lets nobody in: ${error.message}`);
    if (error.isStale) return no('not_shown_again');
    return no(error.isDenied ? 'provider_denied' : 'provider_answer_refused');
  }
}

async function unlessAway<Result>(work: () => Promise<Result>): Promise<Result | DoorRefusal> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProviderAwayError)) throw error;
    return no('provider_unavailable');
  }
}

function linkedTo(
  { access }: Pick<SignIn, 'access'>,
  person: Person,
): Pick<Returned, 'principals' | 'linkedAt'> | undefined {
  const principals = access.linkedTo(person);
  const times = principals.map((id) => access.principal(id)?.identity?.linked.at ?? '').toSorted();
  const linkedAt = times.at(-1);
  return linkedAt === undefined ? undefined : { principals, linkedAt };
}

/** Confirms a session by the person who came back: the one who signed in, and nobody else. */
export async function confirmByProvider(
  { sessions, door }: Pick<SignIn, 'sessions' | 'door'>,
  { errand, person }: Returned,
  brought: { readonly sessionId: string } | undefined,
  address: string,
): Promise<'confirmed' | DoorRefusal> {
  const { sessionId } = errand;
  if (sessionId === undefined || brought?.sessionId !== sessionId) return no('errand_unknown');
  const record = sessions.seen(sessionId);
  if (typeof record === 'string') return no('session_ended', { reason: record });
  const { account } = record;
  const note = { account, sessionId, address };
  if (record.provider === undefined || !isSamePerson(record.provider, person)) {
    door.note({ kind: 'confirmation-failed', ...note, reason: 'other_person' });
    return no('other_person');
  }
  await sessions.confirm(sessionId);
  door.note({ kind: 'confirmed', ...note, reason: 'by the provider' });
  return 'confirmed';
}

/** Whether an account signs in with its password: where there is a provider, an admin does as far as the operator says so. */
export function mayUsePassword(
  { local, access }: Pick<SignIn, 'local' | 'access'>,
  account: Pick<Account, 'principals'>,
): boolean {
  if (local !== 'admins') return local === 'everybody';
  return officesOf(account, access).some(({ role }) => role === 'admin');
}
