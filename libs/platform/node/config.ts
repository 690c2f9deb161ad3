import { resolve } from 'node:path';
import { NEW_SECRET_LENGTH_MIN } from './secret-file.js';
import { STARTED_IN } from './users-folder.js';

/** How one setting is read from the environment. */
interface Setting<Value> {
  readonly what: string;
  /** As it would be written in the environment; absent when there is none. */
  readonly otherwise?: string;
  readonly secret?: 'whole' | 'credentials';
  /** @throws Error that says what is wrong with the text */
  readonly read: (text: string) => Value;
  /** How {@link otherwise} is read, where that is another way. */
  readonly readOtherwise?: (text: string) => Value;
}

/** Every setting of the server, by the name of its variable. */
const SETTINGS = {
  MISAQ_DATA_DIR: {
    ...setting('the folder that holds everything', 'data', (text) => resolve(text)),
    // Nobody typed it: it lies beside the program, wherever its user stands.
    readOtherwise: (text: string) => resolve(STARTED_IN, text),
  },
  MISAQ_HOST: setting(
    'the address to listen on; another one than loopback needs MISAQ_BEHIND_TLS',
    '127.0.0.1',
    text,
  ),
  MISAQ_PORT: setting('the port to listen on; 0 takes a free one', '8080', whole(0, 65_535)),
  MISAQ_BEHIND_TLS: setting(
    'yes: something in front ends TLS, and nobody reaches this port without it',
    'no',
    yesOrNo,
  ),
  MISAQ_TRUST_PROXY: setting(
    'addresses in front, with commas, whose X-Forwarded-For is believed; no: none',
    'no',
    text,
  ),
  MISAQ_CONNECTIONS: {
    what: 'connections in all, at most (default: what the limit of open files leaves room for)',
    read: whole(1, 1_000_000),
  },
  MISAQ_CONNECTIONS_PER_ADDRESS: setting(
    'connections of one address, at most; 0: no such bound. Addresses in MISAQ_TRUST_PROXY are not held to it',
    '500',
    whole(0, 1_000_000),
  ),
  MISAQ_REQUESTS_PER_MINUTE: setting('requests of one principal, at most', '6000', whole(1, 100_000_000)),
  MISAQ_WORK_MS_PER_SECOND: setting(
    'milliseconds of work each second that the questions of one principal may take; 0: no such bound',
    '300',
    whole(0, 100_000),
  ),
  MISAQ_CHECKED_ROWS_PER_DAY: setting(
    'rows of files that one principal has only checked in a day, at most; 0: no such bound',
    '200000',
    whole(0, 1_000_000_000),
  ),
  MISAQ_CHECKED_PERSONS_PER_DAY: setting(
    'persons in files that one principal has only checked in a day, or that were refused, at most; 0: no such bound',
    '10000',
    whole(0, 1_000_000_000),
  ),
  MISAQ_ANONYMOUS_PER_MINUTE: setting(
    'requests of one address that show no token, at most; the size of what they are answered counts too',
    '60000',
    whole(1, 100_000_000),
  ),
  MISAQ_GUESSES_PER_MINUTE: setting(
    'requests with a wrong token from one address, at most',
    '20',
    whole(1, 100_000_000),
  ),
  MISAQ_SESSION_IDLE_MINUTES: setting(
    'a session that was not used for so many minutes ends',
    '30',
    whole(1, 1_440),
  ),
  MISAQ_SESSION_HOURS: setting('a session ends after so many hours in any case', '12', whole(1, 168)),
  MISAQ_PUBLIC_URL: {
    what: 'the address under which browsers reach the server, such as https://misaq.example (default: what they call it)',
    read: webAddress,
  },
  MISAQ_OIDC_ISSUER: {
    what: 'the OpenID Connect provider that persons sign in at, such as https://login.example (default: local accounts alone)',
    read: issuer,
  },
  MISAQ_OIDC_CLIENT_ID: { what: 'the client that the provider knows this installation as', read: text },
  MISAQ_OIDC_CLIENT_SECRET: {
    what: 'the secret of that client (default: the file oidc.secret of the data directory)',
    secret: 'whole',
    read: text,
  },
  MISAQ_OIDC_NAME: {
    what: 'what the sign-in page calls the provider (default: the host of its address)',
    read: text,
  },
  MISAQ_OIDC_CLAIM: setting(
    'the claim of the provider that names a person for ever; an admin links it to an account',
    'sub',
    claim,
  ),
  MISAQ_OIDC_SCOPE: setting('what is asked of the provider', 'openid', scope),
  MISAQ_OIDC_LOCAL: setting(
    'who signs in with a password too where a provider is set',
    'nobody',
    oneOf('nobody', 'admins', 'everybody'),
  ),
  MISAQ_BODY_KB: setting('size of a JSON body, at most', '256', whole(1, 100_000)),
  MISAQ_UPLOAD_MB: setting('size of an uploaded file, at most', '64', whole(1, 10_000)),
  MISAQ_EXPORT_HOURS: setting(
    'for so long an export that is made in the background is kept, from the request on',
    '24',
    whole(1, 8_760),
  ),
  MISAQ_EXPORTS_KEPT: setting(
    'such exports that are kept for one principal, at most',
    '20',
    whole(1, 10_000),
  ),
  MISAQ_EXPORT_MB: setting('size of the files of all of them, at most', '4096', whole(1, 10_000_000)),
  MISAQ_LOG_LEVEL: setting(
    'what is logged to stdout',
    'info',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'silent'),
  ),
  MISAQ_READY_LAG: setting(
    'events that the boards may be behind the log when the server calls itself ready (in EventStoreDB each counts as 1,000 bytes of its log)',
    '1000',
    whole(0, 1_000_000_000),
  ),
  MISAQ_DRAIN_SECONDS: setting(
    'time that requests under way are given when the server stops',
    '20',
    whole(0, 3_600),
  ),
  MISAQ_VERIFY_AT: setting(
    'when the log and the read models are verified each day, as HH:MM in Tehran; off: never unasked',
    '03:00',
    timeOfDay,
  ),
  MISAQ_PERSON_KEY: {
    what: 'the key for pseudonyms of persons (default: the file person.key of the data directory)',
    secret: 'whole',
    read: text,
  },
  MISAQ_EVENT_STORE_URL: {
    what: 'the EventStoreDB that holds the log, such as esdb://user:password@host:2113 (default: a file of the data directory)',
    secret: 'credentials',
    read: text,
  },
  MISAQ_REDIS_URL: {
    what: 'the Redis that holds jobs and timers; workers then do what is due (default: this process does it)',
    secret: 'credentials',
    read: text,
  },
  MISAQ_JOB_STALLED_SECONDS: setting(
    'after so long a job whose worker has died runs on another one (with Redis)',
    '30',
    whole(1, 3_600),
  ),
  MISAQ_METRICS_TOKEN: {
    what: 'the token that /metrics asks for (default: none; only the machine itself is answered)',
    secret: 'whole',
    read: token,
  },
  MISAQ_WEBHOOK_KEY: {
    what: 'the key from which the secrets of webhooks are made (default: the file webhook.key)',
    secret: 'whole',
    read: newSecret,
  },
  MISAQ_WEBHOOK_PRIVATE: setting(
    'allow: webhooks may go to private networks',
    'refuse',
    oneOf('allow', 'refuse'),
  ),
} as const satisfies Readonly<Record<string, Setting<unknown>>>;

type Settings = typeof SETTINGS;
export type SettingName = keyof Settings;

export type Config = {
  readonly [Name in SettingName]: Settings[Name] extends { readonly otherwise: string }
    ? ReturnType<Settings[Name]['read']>
    : ReturnType<Settings[Name]['read']> | undefined;
};

/** One setting as `misaq config` shows it. */
export interface ShownSetting {
  readonly name: SettingName;
  readonly what: string;
  readonly value: string | null;
  readonly from: 'environment' | 'default';
  readonly problem?: string;
}

/** What is wrong with the settings, all of it at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly { readonly name: string; readonly problem: string }[]) {
    super(problems.map(({ name, problem }) => `${name}: ${problem}`).join('; '));
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/**
 * Reads and checks every setting.
 * @throws ConfigError naming each that cannot be used
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const problems: { name: string; problem: string }[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, each] of Object.entries<Setting<unknown>>(SETTINGS)) {
    const given = givenText(environment, name);
    try {
      values[name] = given === undefined ? otherwise(each) : each.read(given);
    } catch (error) {
      problems.push({ name, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  for (const name of Object.keys(environment))
    if (name.startsWith('MISAQ_') && !(name in SETTINGS) && !isOfOthers(name))
      problems.push({ name, problem: 'there is no setting of that name' });
  const config = values as unknown as Config;
  problems.push(...providerProblems(config));
  if (problems.length === 0 && !LOOPBACK.test(config.MISAQ_HOST) && !config.MISAQ_BEHIND_TLS)
    problems.push({
      name: 'MISAQ_HOST',
      problem:
        `${config.MISAQ_HOST} can be reached from other machines, and tokens must not travel unencrypted; ` +
        'put something that ends TLS in front and say so with MISAQ_BEHIND_TLS=yes',
    });
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** What is wrong with the settings of the provider together. */
function providerProblems({
  MISAQ_OIDC_ISSUER: provider,
  MISAQ_OIDC_CLIENT_ID: client,
  MISAQ_PUBLIC_URL: publicUrl,
  MISAQ_BEHIND_TLS: behindTls,
}: Config): readonly { readonly name: string; readonly problem: string }[] {
  if (provider === undefined) return [];
  return [
    ...(client === undefined
      ? [{ name: 'MISAQ_OIDC_CLIENT_ID', problem: 'is needed with MISAQ_OIDC_ISSUER' }]
      : []),
    ...(publicUrl === undefined && behindTls
      ? [
          {
            name: 'MISAQ_PUBLIC_URL',
            problem: 'is needed with MISAQ_OIDC_ISSUER: the provider leads browsers back there',
          },
        ]
      : []),
  ];
}

function otherwise({ otherwise: text, readOtherwise, read }: Setting<unknown>): unknown {
  return text === undefined ? undefined : (readOtherwise ?? read)(text);
}

/** Every setting with its value, secrets masked, and what is wrong with it. */
export function shownConfig(environment: NodeJS.ProcessEnv): readonly ShownSetting[] {
  const problems = new Map<string, string>();
  try {
    readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const { name, problem } of error.problems) problems.set(name, problem);
  }
  return Object.entries<Setting<unknown>>(SETTINGS).map(([name, { what, otherwise, secret }]) => {
    const given = givenText(environment, name);
    const problem = problems.get(name);
    return {
      name: name as SettingName,
      what,
      value: masked(given ?? otherwise, secret),
      from: given === undefined ? 'default' : 'environment',
      ...(problem !== undefined && { problem }),
    };
  });
}

/** Read by the command line or by tests, and no mistake when the server meets them. */
function isOfOthers(name: string): boolean {
  return ['MISAQ_DEBUG', 'MISAQ_URL', 'MISAQ_TOKEN'].includes(name) || name.startsWith('MISAQ_TEST_');
}

function givenText(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const given = environment[name]?.trim();
  return given === '' ? undefined : given;
}

/** @returns minutes after midnight */
function timeOfDay(given: string): number | 'off' {
  if (given === 'off') return 'off';
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(given) ?? [];
  if (hours === undefined || minutes === undefined)
    throw new Error(`${given} is no time of day such as 03:00, nor off`);
  return Number(hours) * 60 + Number(minutes);
}

function masked(value: string | undefined, secret: Setting<unknown>['secret']): string | null {
  if (value === undefined) return null;
  if (secret === 'whole') return '••••••';
  if (secret === 'credentials') return value.replace(/\/\/[^@/]*@/, '//••••••@');
  return value;
}

function setting<Value>(
  what: string,
  otherwise: string,
  read: (text: string) => Value,
): Setting<Value> & { readonly otherwise: string } {
  return { what, otherwise, read };
}

/** @returns the origin, such as `https://misaq.example` */
function webAddress(given: string): string {
  const address = URL.canParse(given) ? new URL(given) : undefined;
  if (address === undefined || !['https:', 'http:'].includes(address.protocol) || address.pathname !== '/')
    throw new Error(`${given} is no address of a server, such as https://misaq.example`);
  return address.origin;
}

/**
 * The address of a provider, as the provider itself writes it: it is compared letter by letter.
 * @throws Error where it could be read on the way
 */
function issuer(given: string): string {
  const address = URL.canParse(given) ? new URL(given) : undefined;
  if (address?.search !== '' || address.hash !== '' || address.username !== '')
    throw new Error(`${given} is no address of a provider, such as https://login.example`);
  const isLocal = address.protocol === 'http:' && LOOPBACK.test(address.hostname.replace(/^\[|\]$/g, ''));
  if (address.protocol !== 'https:' && !isLocal)
    throw new Error(`${given}: a provider is reached by https, or on this machine`);
  return given;
}

/** Claims that a person can change, or that go to another person later (OpenID Connect Core, 5.7). */
const CHANGING_CLAIMS: readonly string[] = [
  ...['email', 'phone_number', 'preferred_username', 'upn', 'unique_name'],
  ...['name', 'given_name', 'family_name', 'middle_name', 'nickname'],
];

function claim(given: string): string {
  if (!/^\w{1,60}$/.test(given)) throw new Error(`${given} is no name of a claim, such as sub`);
  if (CHANGING_CLAIMS.includes(given))
    throw new Error(`${given} may belong to another person later; sub does not`);
  return given;
}

function scope(given: string): string {
  if (!given.split(' ').includes('openid')) throw new Error(`${given} does not hold openid`);
  return given;
}

function text(given: string): string {
  return given;
}

/** A key that can be replaced, unlike the person key: a shorter one of an older version is refused too. */
function newSecret(given: string): string {
  if (given.length < NEW_SECRET_LENGTH_MIN)
    throw new Error(`at least ${String(NEW_SECRET_LENGTH_MIN)} random characters are needed`);
  return given;
}

/** As a header can carry it. */
function token(given: string): string {
  if (!/^[\w.~+/=-]{22,200}$/.test(given))
    throw new Error('a token has 22 to 200 letters, digits and signs of - . _ ~ + / =');
  return given;
}

function whole(min: number, max: number): (text: string) => number {
  return (given) => {
    const value = /^\d{1,12}$/.test(given) ? Number(given) : Number.NaN;
    if (!(value >= min && value <= max))
      throw new Error(`${given} is not a whole number from ${String(min)} to ${String(max)}`);
    return value;
  };
}

function yesOrNo(given: string): boolean {
  return oneOf('yes', 'no')(given) === 'yes';
}

function oneOf<const Choice extends string>(...choices: readonly Choice[]): (text: string) => Choice {
  return (given) => {
    const chosen = choices.find((each) => each === given);
    if (chosen === undefined) throw new Error(`${given} is not one of ${choices.join(', ')}`);
    return chosen;
  };
}
