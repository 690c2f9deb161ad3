import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Api, CAST, ELSEWHERE, openApi, type Player, PROVINCE } from '../../../api/src/api.fixture.js';
import { OTHER_POOL, POOL, REVIEW, tellTheStory } from '../../../api/src/questions.fixture.js';
import { allocation, introduction, job, payment } from '../../../api/src/samples.fixture.js';
import { outcomeOfError } from '../failures.js';
import type { Outcome } from '@misaq/platform/command-line/outcome.js';
import { jsonText } from '../output/print.js';
import { buildProgram } from '../program.js';
import type { GivenSubjects, Session } from '../session.js';
import type { Shell } from '../shell.js';
import type { Backend } from './backend.js';
import { localBackend } from './local/local-backend.js';
import { type Client, createClient } from './remote/client.js';
import { remoteBackend } from './remote/remote-backend.js';
import { COMMAND_LINES } from '@misaq/command-lines.js';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { addressesOf } from './remote/command-routes.js';
import { createSession } from '../create-session.js';

/*
 * Verbs that ask something, run as each player on the data directory and over the server that holds it. Both give the
 * JSON, the text and the exported file, as they would be printed.
 */

export const ABROAD = `${ELSEWHERE}-1401-abroad`;
/** A pool that nobody opened. */
export const NO_POOL = `${PROVINCE}-1401-none`;

/** The story of the API's tests, and a second province in which offices bear the same ids. */
export async function openTwoProvinces(): Promise<Api> {
  const api = await openApi();
  await tellTheStory(api);
  const abroad = (rest: string): string => `/api/v1/pools/${ABROAD}/${rest}`;
  await api.act(abroad('allocations'), 'labour', allocation('x', 'behzisti', '1111'));
  await api.act(abroad('allocations'), 'labour', allocation('y', 'relief-committee', '2222'));
  await api.act(abroad('facilities'), 'labour', introduction('x-1', 'behzisti', '555'));
  await api.act(abroad('facilities'), 'labour', introduction('y-1', 'relief-committee', '4444'));
  await api.act(abroad('facilities/x-1/payments'), 'labour', payment('p-x', '333'));
  await api.act(abroad('facilities/y-1/payments'), 'labour', payment('p-y', '2220'));
  await api.act(abroad('reviews'), 'labour', { asOf: '1401-11-02' });
  const plan = `/api/v1/provinces/${ELSEWHERE}/plans/1401/commitments`;
  for (const agency of ['behzisti', 'relief-committee'])
    await api.act(plan, 'labour', {
      version: 'baseline',
      agency,
      sector: 'services',
      county: 'tabriz',
      jobs: 10,
      notifiedOn: '1401-02-01',
    });
  await api.act('/api/v1/jobs', 'labour', { ...job(20), province: ELSEWHERE });
  // A plan in which one agency has no part.
  await api.act(`/api/v1/provinces/${PROVINCE}/plans/1402/commitments`, 'labour', {
    version: 'raised',
    agency: 'relief-committee',
    sector: 'services',
    county: 'tabriz',
    jobs: 7,
    notifiedOn: '1401-10-01',
  });
  await api.act(`/api/v1/provinces/${PROVINCE}/calendar/closures`, 'labour', {
    date: '1401-10-25',
    reason: 'Cold',
  });
  await api.caughtUp();
  return api;
}

const POOLS = [POOL, OTHER_POOL, ABROAD, NO_POOL];

/** Every verb that asks something, of what is the asker's own, another's, of another province, and of nothing. */
export const ASKING: readonly (readonly string[])[] = [
  ['pools'],
  ...POOLS.map((pool) => ['pool', pool]),
  ['pool', POOL, '--as-of', '1401-10-01'],
  ['banks'],
  ['banks', '--as-of', '1401-12-01'],
  ...POOLS.map((pool) => ['banks', '--pool', pool]),
  ['commitments', '1401'],
  ...[PROVINCE, ELSEWHERE, 'nowhere'].map((province) => ['commitments', '1401', '--province', province]),
  ['commitments', '1401', '--province', PROVINCE, '--version', 'none'],
  ['commitments', '1402', '--province', PROVINCE, '--version', 'raised'],
  ['commitments', '1402', '--province', PROVINCE],
  ...POOLS.map((pool) => ['simulate', '--pool', pool, '--threshold', '40']),
  ['simulate', '--pool', POOL, '--until', '1401-12-01', '--split', 'performance-weighted'],
  ['reviews'],
  ...POOLS.map((pool) => ['reviews', '--pool', pool]),
  ...[REVIEW, `${ABROAD}-review-1`, `${POOL}-review-7`].map((review) => ['reviews', '--review', review]),
  ...POOLS.map((pool) => ['history', '--pool', pool]),
  ...['behzisti', 'relief-committee', 'nobody'].map((agency) => ['history', '--agency', agency]),
  ...['bank-melli', 'bank-mellat', 'no-bank'].map((bank) => ['history', '--bank', bank]),
  ...['f-1', 'g-1', 'r-1', 'x-1', 'none'].map((facility) => ['history', '--facility', facility]),
  ...['labour', 'agency-relief', 'nobody'].map((actor) => ['history', '--actor', actor]),
  ...[`creditPool-${POOL}`, `register-${PROVINCE}`, `register-${ELSEWHERE}`, 'job-job-1', 'job-none'].map(
    (stream) => ['history', '--stream', stream],
  ),
  ['history', '--pool', POOL, '--limit', '3'],
  ['history', '--pool', POOL, '--after', '60', '--limit', '2'],
  ...POOLS.map((pool) => ['policy', 'show', '--pool', pool]),
  ['calendar', 'show'],
  ...[PROVINCE, ELSEWHERE, 'nowhere'].flatMap((province) => [
    ['calendar', 'show', '--province', province],
    ['holidays', '--year', '1401', '--province', province],
    ['working-days', '--notified', '1401-10-20', '--days', '20', '--province', province],
  ]),
  ['principals'],
  ['principal', 'show', 'agency-behzisti'],
  ['principal', 'show', 'nobody'],
  ['tokens'],
];

/** The same as files. */
export const EXPORTING: readonly (readonly string[])[] = ASKING.filter(([verb]) =>
  ['pool', 'banks', 'commitments', 'history'].includes(verb ?? ''),
);

/** What a verb prints: with `--json`, without, and into a file. */
export interface Told {
  readonly exitCode: number;
  readonly json: string;
  readonly text: string;
  /** Undefined where no file was asked for, or none was written. */
  readonly file?: string;
}

export interface Sides {
  readonly there: (player: Player, words: readonly string[]) => Promise<Told>;
  readonly here: (player: Player, words: readonly string[]) => Promise<Told>;
  readonly close: () => Promise<void>;
}

/** The subjects of Misaq, as the command line is given them. */
const MISAQ: GivenSubjects = { commandLines: COMMAND_LINES, load: () => Promise.resolve(ALL_SUBJECTS) };

export function sidesOf(api: Api, subjects: GivenSubjects = MISAQ): Sides {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-alike-'));
  const clients = new Map<Player, Client>();
  const clientOf = (player: Player): Client => {
    const client = clients.get(player) ?? createClient({ url: api.url, token: api.tokens[player] });
    clients.set(player, client);
    return client;
  };
  const told = (
    player: Player,
    words: readonly string[],
    backend: (session: Session) => Backend,
  ): Promise<Told> => run(api, player, words, { backend, folder, subjects });
  return {
    there: (player, words) =>
      told(player, words, () => remoteBackend(clientOf(player), addressesOf(subjects.commandLines))),
    here: (player, words) => told(player, words, (session) => localBackend(api.service, session)),
    async close() {
      await Promise.all([...clients.values()].map((client) => client.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As `--as` names a player on a data directory: no province is said. */
export function sessionOf(api: Api, player: Player, verb = 'test', subjects = MISAQ): Session {
  const { role, ...rest } = CAST[player];
  const organisation = 'organisation' in rest ? { organisation: rest.organisation } : {};
  return createSession({
    verb,
    subjects,
    server: undefined,
    actor: { id: player, name: player, role, ...organisation },
    folder: api.service.folder,
    folderGiven: true,
    json: true,
    clock: { now: () => api.now() },
    environment: {},
    progress: { show: () => undefined, stop: () => undefined },
    note: () => undefined,
  });
}

const PLAIN = { columns: 120, colours: false };

async function run(
  api: Api,
  player: Player,
  words: readonly string[],
  {
    backend,
    folder,
    subjects,
  }: {
    readonly backend: (session: Session) => Backend;
    readonly folder: string;
    readonly subjects: GivenSubjects;
  },
): Promise<Told> {
  const file = words.includes('--export') ? join(folder, 'export.csv') : undefined;
  if (file !== undefined) rmSync(file, { force: true });
  const given = words.map((word) => (word === '--export' && file !== undefined ? `--export=${file}` : word));
  let told: Told | undefined;
  const shell: Shell = {
    async run(_command, verb) {
      const session = sessionOf(api, player, 'test', subjects);
      const outcome = await outcomeOf(() =>
        verb({ ...session, reach: () => Promise.resolve(backend(session)) }),
      );
      told = await asPrinted(outcome);
    },
  };
  const program = await buildProgram(shell, given, subjects);
  await program.parseAsync(given, { from: 'user' });
  if (told === undefined) throw new Error(`${words.join(' ')} is no verb`);
  return { ...told, ...(file !== undefined && existsSync(file) && { file: readFileSync(file, 'utf8') }) };
}

async function outcomeOf(verb: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await verb();
  } catch (error) {
    return outcomeOfError(error, { MISAQ_DEBUG: '1' });
  }
}

/** A long answer may be refused while it is printed, as it may in a shell. */
async function asPrinted({ exitCode, json, text }: Outcome): Promise<Told> {
  try {
    return { exitCode, json: await textOf(json), text: await text(PLAIN) };
  } catch (error) {
    const refused = outcomeOfError(error, { MISAQ_DEBUG: '1' });
    return { exitCode: refused.exitCode, json: await textOf(refused.json), text: await refused.text(PLAIN) };
  }
}

async function textOf(json: Outcome['json']): Promise<string> {
  if (!(Symbol.asyncIterator in json)) return jsonText(json);
  let whole = '';
  for await (const piece of json) whole += piece;
  return whole;
}
