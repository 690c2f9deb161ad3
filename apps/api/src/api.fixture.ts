import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Agent, request as send } from 'undici';
import { newToken, type Random } from '@misaq/platform/node/tokens.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { type Exports, openExports } from '@misaq/platform/tasks/exports/exports.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { PrincipalCommand } from '@misaq/access/domain/principal-commands.js';
import type { Actor, Role } from '@misaq/platform/kernel/actor.js';
import type { OrganisationKind } from '@misaq/register/domain/events.js';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import { createInProcessScheduler } from '@misaq/platform/scheduling/in-process.js';
import type { Scheduler } from '@misaq/platform/scheduling/port.js';
import { readConfig } from '@misaq/platform/node/config.js';
import { createExportTasks, exportFolder, exportLimits } from '@misaq/platform/tasks/export-tasks.js';
import { createImportTasks } from '@misaq/platform/tasks/import-tasks.js';
import { openService, type Service } from '@misaq/platform/assembly/service.js';
import { BUILT_MODELS_THREAD, BUILT_SUBJECTS } from '../../../test/support/built.fixture.js';
import { createServer, type Patience, type Server } from './server.js';
import type { SubjectList } from '@misaq/platform/subjects/subject.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

/*
 * A server as it runs, on a port of its own, with a data directory that goes away with it, a register, and a token for
 * everybody in {@link CAST}.
 */

export const PROVINCE = 'east-azerbaijan';
/** Another province, in which offices bear the same ids. */
export const ELSEWHERE = 'tehran';
export const POOL = 'east-azerbaijan-1401-note16';
/** 1401-11-02 at noon in Tehran, where the clock stands until it is set. */
export const NOON_MS = Date.UTC(2023, 0, 22, 8, 30);
export const A_DAY_MS = 86_400_000;

/** Who acts in tests. A second deputy and a second inspector, because some acts need somebody else. */
export const CAST = {
  admin: { role: 'admin' },
  labour: { role: 'labour' },
  deputy: { role: 'economic-deputy' },
  'deputy-2': { role: 'economic-deputy' },
  inspector: { role: 'inspector' },
  'inspector-2': { role: 'inspector' },
  governor: { role: 'governor' },
  'agency-behzisti': { role: 'agency', organisation: 'behzisti' },
  'agency-relief': { role: 'agency', organisation: 'relief-committee' },
  'bank-melli': { role: 'bank', organisation: 'bank-melli' },
  'bank-mellat': { role: 'bank', organisation: 'bank-mellat' },
  'agency-elsewhere': { role: 'agency', organisation: 'behzisti', province: ELSEWHERE },
  'bank-elsewhere': { role: 'bank', organisation: 'bank-melli', province: ELSEWHERE },
} as const satisfies Readonly<
  Record<string, { readonly role: Role; readonly organisation?: string; readonly province?: string }>
>;

export type Player = keyof typeof CAST;

/** What the registers of both provinces know from the beginning. */
const REGISTERED = {
  agency: ['behzisti', 'relief-committee'],
  bank: ['bank-melli', 'bank-mellat'],
  sector: ['services', 'industry'],
  county: ['tabriz', 'marand'],
} as const satisfies Readonly<Record<OrganisationKind, readonly string[]>>;

export interface Asked {
  /** Whose token is sent; nobody's when left out. */
  readonly as?: Player;
  /** Another token than that of a player. */
  readonly token?: string;
  /** Sent as JSON; text and bytes are sent as they are. */
  readonly body?: unknown;
  /** `Idempotency-Key` */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of an answer that never ends: goes away after its first bytes. */
  readonly firstBytesOnly?: boolean;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly bytes: Buffer;
  /** The text as JSON; fails when it is none. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Api {
  readonly url: string;
  readonly server: Server;
  readonly service: Service;
  /** Started; does imports and exports and nothing else. */
  readonly scheduler: Scheduler;
  /** What is kept of exports, beneath their jobs. */
  readonly exports: Exports;
  /** The lines that the server has logged. */
  readonly logged: readonly string[];
  readonly tokens: Readonly<Record<Player, string>>;
  request(method: string, path: string, asked?: Asked): Promise<Answered>;
  /** POST that must succeed; gives the body of the answer. */
  act(path: string, as: Player, body?: object, key?: string): Promise<Recorded>;
  /** Issues a token to a principal beside the one there is, and redeems its code. */
  issue(principalId: string, terms?: object): Promise<{ readonly token: string; readonly tokenId: string }>;
  now(): number;
  setClock(ms: number): void;
  /** Waits until the read models show what is recorded now. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

export interface Recorded {
  readonly position: number;
  readonly repeated: boolean;
  readonly events: readonly {
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
}

const SETUP: Actor = { id: 'setup', name: 'Setup', role: 'admin' };

/**
 * @param environment settings beside those of the fixture
 * @param patience with clients; as long as a server has when left out
 * @param subjects another list of subjects; one that no thread can load is served without threads
 */
export async function openApi(
  environment: NodeJS.ProcessEnv = {},
  patience?: Patience,
  subjects: SubjectList = BUILT_SUBJECTS,
): Promise<Api> {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-api-'));
  let nowMs = NOON_MS;
  const clock = { now: () => nowMs };
  const settings = {
    MISAQ_DATA_DIR: folder,
    MISAQ_PORT: '0',
    MISAQ_REQUESTS_PER_MINUTE: '1000000',
    MISAQ_GUESSES_PER_MINUTE: '1000000',
    MISAQ_DRAIN_SECONDS: '1',
    MISAQ_PERSON_KEY: 'a key for pseudonyms in tests',
    ...environment,
  };
  const config = readConfig(settings);
  const service = await openService(
    subjects,
    folder,
    clock,
    settings,
    {},
    subjects.module === undefined ? {} : { modelsThread: BUILT_MODELS_THREAD },
  );
  const logged: string[] = [];
  const log = pino({ level: config.MISAQ_LOG_LEVEL, base: null }, { write: (line) => logged.push(line) });
  await register(service);
  const tokens = await issueTokens(service);
  const scheduler = createInProcessScheduler({ clock });
  const importTasks = createImportTasks({ imports: service.imports, scheduler, node: 'test', clock });
  const exports = openExports({
    folder: exportFolder(folder),
    node: 'test',
    clock,
    limits: exportLimits(config),
    sealKey: service.personKey.derived('seals of exports'),
  });
  const exportTasks = createExportTasks({ exports, scheduler, node: 'test', clock });
  await scheduler.start();
  importTasks.start();
  const unasked = { scheduler, importTasks, exportTasks };
  const server = await createServer(service, config, log, unasked, patience);
  exportTasks.start(server.tables);
  const url = await server.listen();
  const connections = new Agent({ connections: 64 });

  async function request(method: string, path: string, asked: Asked = {}): Promise<Answered> {
    const {
      as,
      token = as === undefined ? undefined : tokens[as],
      body,
      key,
      headers,
      firstBytesOnly,
    } = asked;
    const plain = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const response = await send(`${url}${path}`, {
      method,
      dispatcher: connections,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...headers,
      },
      ...(body !== undefined && { body: plain ? body : JSON.stringify(body) }),
    });
    const pieces: Buffer[] = [];
    for await (const piece of response.body) {
      pieces.push(piece as Buffer);
      if (firstBytesOnly === true) break;
    }
    const bytes = Buffer.concat(pieces);
    const text = bytes.toString('utf8');
    return {
      bytes,
      status: response.statusCode,
      headers: response.headers,
      text,
      get json() {
        return JSON.parse(text) as Answered['json'];
      },
    };
  }

  return {
    url,
    server,
    service,
    scheduler,
    exports,
    logged,
    tokens,
    request,
    async act(path, as, body = {}, key) {
      const answered = await request('POST', path, { as, body, ...(key !== undefined && { key }) });
      if (answered.status !== 200)
        throw new Error(`${path} as ${as}: ${String(answered.status)} ${answered.text}`);
      return JSON.parse(answered.text) as Recorded;
    },
    async issue(principalId, terms = {}) {
      const offered = await request('POST', `/api/v1/principals/${principalId}/tokens`, {
        as: 'admin',
        body: terms,
      });
      const { code } = offered.json;
      const redeemed = await request('POST', '/api/v1/tokens/redemption', { body: { code } });
      if (redeemed.status !== 200) throw new Error(`${offered.text} ${redeemed.text}`);
      const { token, tokenId } = redeemed.json;
      return { token: String(token), tokenId: String(tokenId) };
    },
    now: () => nowMs,
    setClock: (ms) => {
      nowMs = ms;
    },
    caughtUp: () => shown(service),
    async close() {
      await connections.destroy();
      await exportTasks.close();
      await server.close();
      await importTasks.close();
      await scheduler.close();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function shown({ store, models }: Service, names?: readonly string[]): Promise<void> {
  const { position } = await store.health();
  if (!(await models.runner.waitFor(position, 30_000, names)))
    throw new Error(`the read models do not reach ${String(position)}`);
}

async function register({ router, clock }: Service): Promise<void> {
  for (const province of [PROVINCE, ELSEWHERE])
    for (const [kind, ids] of Object.entries(REGISTERED) as [OrganisationKind, readonly string[]][])
      for (const id of ids)
        done(
          await router.send(
            {
              command: {
                type: 'RegisterOrganisation',
                province,
                kind,
                id,
                name: `The ${kind} ${id}`,
                activeFrom: plainDate('2016-03-20'),
                ...(kind === 'bank' && { ownership: 'state' as const }),
              },
            },
            { commandId: newCommandId(clock.now()), actor: SETUP },
            'http',
          ),
        );
}

/** Bytes that are the same in each run, and different for each call. */
function countingRandom(): Random {
  let calls = 0;
  return (bytes) => {
    calls += 1;
    return Uint8Array.from({ length: bytes }, (_, index) => (calls * 31 + index * 17) % 251);
  };
}

async function issueTokens(service: Service): Promise<Record<Player, string>> {
  const random = countingRandom();
  const { router, clock } = service;
  const ask = async (command: PrincipalCommand): Promise<void> => {
    const envelope = { commandId: newCommandId(clock.now()), actor: SETUP };
    done(await router.send({ command }, envelope, 'http'));
  };
  const tokens: [string, string][] = [];
  for (const [principalId, grant] of Object.entries(CAST)) {
    const { tokenId, text, fingerprint } = newToken(random);
    const forOrganisation = 'organisation' in grant && {
      organisation: grant.organisation,
      province: 'province' in grant ? grant.province : PROVINCE,
    };
    await ask({ type: 'AddPrincipal', principalId, name: `Officer ${principalId}` });
    await ask({ type: 'GrantRole', principalId, role: grant.role, ...forOrganisation });
    await ask({ type: 'IssueToken', principalId, tokenId, fingerprint });
    tokens.push([principalId, text]);
  }
  await shown(service, [ACCESS]);
  return Object.fromEntries(tokens) as Record<Player, string>;
}

function done(result: CommandResult): void {
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.refusal));
}
