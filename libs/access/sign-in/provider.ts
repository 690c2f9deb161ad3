import * as oidc from 'openid-client';
import { type Clock, systemClock } from '@misaq/platform/kernel/clock.js';
import { type Identity, issuerText } from '../domain/principal-events.js';
import { isAway, ProviderAnswerError, ProviderAwayError, reasonOf } from './provider-errors.js';

/** How this installation reaches an OpenID Connect provider. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As the sign-in page calls it. */
  readonly name: string;
  /** The claim that names a person for ever. */
  readonly claim: string;
  readonly scope: string;
}

/** What has to come back from the provider unchanged. Only the browser that was sent there has it, and cannot read it. */
export interface Errand {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The address of this server that the provider leads back to. */
  readonly returnAddress: string;
  /** When it was begun, by the clock of this machine (milliseconds): the person has to show themselves after that. */
  readonly begunAtMs: number;
  /** Whether the person has to show themselves again though the provider knows them. */
  readonly again: boolean;
}

/** Somebody the provider vouches for. */
export interface Person extends Identity {
  /** Whether the provider says that it was shown a second factor (`mfa` of RFC 8176). */
  readonly factor: boolean;
}

export interface Provider {
  readonly issuer: string;
  readonly name: string;
  /** Where to send a browser, and what must come back. @throws ProviderAwayError */
  begin(
    returnAddress: string,
    again: boolean,
  ): Promise<{ readonly address: string; readonly errand: Errand }>;
  /**
   * Who came back.
   * @param answer the query of the address that the provider led to
   * @throws ProviderAwayError, ProviderAnswerError
   */
  finish(errand: Errand, answer: string): Promise<Person>;
  /** Where a browser ends its session at the provider; undefined where the provider has no such address. */
  signOutAddress(returnAddress: string): string | undefined;
  /** Why nobody can sign in by it at this moment; undefined while people can. */
  problem(): string | undefined;
  close(): void;
}

/** For each request to the provider. */
const TIMEOUT_SECONDS = 5;
const LOOK_AGAIN_MS = 15_000;
/** Requests of strangers make this server ask an absent provider at most so often. */
const ASK_AGAIN_MS = 1_000;
/** The clocks of two machines differ. */
const CLOCK_SKEW_MS = 30_000;
const A_SECOND_MS = 1_000;

/** As the provider takes it: not every one takes both ways. */
function withSecret(secret: string): oidc.ClientAuth {
  const [inHeader, inBody] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (taken.includes('client_secret_basic') ? inHeader : inBody)(server, ...rest);
  };
}

/**
 * @param log told when the provider goes away and comes back
 * @param clock by which the provider and this machine agree; another one in tests
 */
// Longer than 60 lines: whether the provider can be reached belongs to all of its functions.
export function openProvider(
  { issuer: given, clientId, clientSecret, name, claim, scope }: ProviderSettings,
  log: (text: string) => void,
  clock: Clock = systemClock,
): Provider {
  const issuer = issuerText(given);
  // Settings take http only for a provider on the same machine.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that it stands out
  const allowed = new URL(given).protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  let known: oidc.Configuration | undefined;
  let asking: Promise<oidc.Configuration> | undefined;
  let askedMs = -Infinity;
  let trouble: string | undefined;

  function note(error: unknown): void {
    const why = reasonOf(error);
    if (trouble === undefined) log(`the provider of sign-in ${issuer} cannot be reached: ${why}`);
    trouble = why;
  }

  function noteThere(): void {
    if (trouble !== undefined) log(`the provider of sign-in ${issuer} can be reached again`);
    trouble = undefined;
  }

  async function ask(): Promise<oidc.Configuration> {
    askedMs = performance.now();
    try {
      known = await oidc.discovery(new URL(given), clientId, {}, withSecret(clientSecret), {
        timeout: TIMEOUT_SECONDS,
        // The signature of the ID token is checked too, as if the token had come through the browser.
        execute: [oidc.enableNonRepudiationChecks, ...allowed],
      });
    } catch (error) {
      note(error);
      throw new ProviderAwayError(reasonOf(error), { cause: error });
    } finally {
      asking = undefined;
    }
    noteThere();
    return known;
  }

  function configuration(): Promise<oidc.Configuration> {
    if (known !== undefined) return Promise.resolve(known);
    if (asking === undefined && performance.now() - askedMs < ASK_AGAIN_MS)
      return Promise.reject(new ProviderAwayError(trouble ?? 'asked a moment ago'));
    return (asking ??= ask());
  }

  const lookAgain = (): void => {
    // What is wrong is noted, and said to those who ask.
    if (known === undefined || trouble !== undefined) (asking ??= ask()).catch(() => undefined);
  };
  const looking = setInterval(lookAgain, LOOK_AGAIN_MS).unref();
  lookAgain();

  return {
    issuer,
    name,
    async begin(returnAddress, again) {
      const configured = await configuration();
      const errand: Errand = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        returnAddress,
        begunAtMs: clock.now(),
        again,
      };
      const address = oidc.buildAuthorizationUrl(configured, {
        redirect_uri: returnAddress,
        scope,
        state: errand.state,
        nonce: errand.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
        code_challenge_method: 'S256',
        ...(again && { prompt: 'login', max_age: '0' }),
      });
      return { address: address.href, errand };
    },
    async finish(errand, answer) {
      const configured = await configuration();
      const address = new URL(errand.returnAddress);
      address.search = answer;
      let claims: oidc.IDToken | undefined;
      try {
        const tokens = await oidc.authorizationCodeGrant(configured, address, {
          expectedState: errand.state,
          expectedNonce: errand.nonce,
          pkceCodeVerifier: errand.verifier,
          idTokenExpected: true,
        });
        noteThere();
        claims = tokens.claims();
      } catch (error) {
        if (!isAway(error)) throw new ProviderAnswerError(reasonOf(error), { cause: error });
        note(error);
        throw new ProviderAwayError(reasonOf(error), { cause: error });
      }
      return personIn(claims, { issuer, claim, errand });
    },
    signOutAddress(returnAddress) {
      if (known?.serverMetadata().end_session_endpoint === undefined) return undefined;
      return oidc.buildEndSessionUrl(known, { post_logout_redirect_uri: returnAddress }).href;
    },
    problem: () => (known === undefined || trouble !== undefined ? (trouble ?? 'not asked yet') : undefined),
    close: () => {
      clearInterval(looking);
    },
  };
}

/** @throws ProviderAnswerError */
function personIn(
  claims: oidc.IDToken | undefined,
  { issuer, claim, errand }: { readonly issuer: string; readonly claim: string; readonly errand: Errand },
): Person {
  const subject = claims?.[claim];
  if (claims === undefined || typeof subject !== 'string' || subject === '')
    throw new ProviderAnswerError(`the ID token has no text as the claim ${claim}`);
  const { auth_time: shownAt } = claims;
  if (errand.again && !(Number(shownAt) * A_SECOND_MS >= errand.begunAtMs - CLOCK_SKEW_MS))
    throw new ProviderAnswerError('the person did not show themselves again', { isStale: true });
  const { amr } = claims;
  return { issuer, subject, factor: Array.isArray(amr) && amr.includes('mfa') };
}
