import { sessionDoor } from '@misaq/access/sign-in/session-gate.js';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import { openSignIn, type SignIn } from '@misaq/access/sign-in/sign-in.js';
import type { Service } from '@misaq/platform/assembly/service.js';
import { sessionCookie } from '@misaq/platform/http/session/cookie.js';
import { SESSION_DOOR, type SessionDoor } from '@misaq/platform/http/session/session-door.js';
import type { Config } from '@misaq/platform/node/config.js';
import { providerSettings } from '@misaq/access/sign-in/provider-settings.js';
import { systemRandom } from '@misaq/platform/node/tokens.js';
import { FreshnessController } from '../freshness/freshness.controller.js';
import { AccountsController } from './accounts.controller.js';
import { DemoController } from './demo.controller.js';
import { demoBy, IS_DEMO, type IsDemo } from './demo.js';
import { FactorController } from './factor.controller.js';
import { ProviderController } from './provider.controller.js';
import { SessionController } from './session.controller.js';
import { SessionsController } from './sessions.controller.js';
import { SIGN_IN, SigningIn } from './signing-in.js';

export const SIGN_IN_CONTROLLERS = [
  SessionController,
  SessionsController,
  FactorController,
  ProviderController,
  AccountsController,
  DemoController,
  FreshnessController,
];
export const SIGN_IN_PROVIDERS = [SigningIn];

/** Signing in, as a server has it. */
export interface SignInServing {
  readonly signIn: SignIn;
  readonly door: SessionDoor;
  readonly isDemo: IsDemo;
}

/** What the controllers are given. */
export function signInParts({
  signIn,
  door,
  isDemo,
}: SignInServing): readonly (readonly [symbol, unknown])[] {
  return [
    [SIGN_IN, signIn],
    [SESSION_DOOR, door],
    [IS_DEMO, isDemo],
  ];
}

const A_MINUTE_MS = 60_000;

/** Opens the accounts and sessions of a data directory for its server. */
export function serveSignIn(service: Service, config: Config, log: (text: string) => void): SignInServing {
  const { MISAQ_BEHIND_TLS: behindTls, MISAQ_PUBLIC_URL: publicUrl } = config;
  const signIn = openSignIn({
    folder: service.folder,
    clock: service.clock,
    random: systemRandom,
    personKey: service.personKey,
    access: service.models.access,
    tables: service.models.runner.reader(ACCESS),
    limits: {
      idleMs: config.MISAQ_SESSION_IDLE_MINUTES * A_MINUTE_MS,
      absoluteMs: config.MISAQ_SESSION_HOURS * 60 * A_MINUTE_MS,
    },
    redisUrl: config.MISAQ_REDIS_URL,
    provider: providerSettings(service.folder, config),
    local: config.MISAQ_OIDC_LOCAL,
    log,
  });
  const door = sessionDoor(signIn, sessionCookie(behindTls), { publicUrl, behindTls });
  return { signIn, door, isDemo: demoBy(config) };
}
