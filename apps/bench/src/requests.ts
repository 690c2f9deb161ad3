import { Pool } from 'undici';
import type { Role } from '@misaq/platform/kernel/actor.js';
import type { Tokens } from './served.js';
import { AGENCIES, BANKS, COUNTIES, IN_FLIGHT, POOLS, PROVINCE, SECTORS, YEAR } from './workload.js';

/* What is sent to a server that is measured: questions of every board, and introductions. */

/** Sends requests as one of two principals and throws on what is not answered as it should be. */
export class Client {
  readonly #pool: Pool;
  constructor(
    readonly url: string,
    private readonly tokens: Tokens,
  ) {
    this.#pool = new Pool(url, { connections: IN_FLIGHT, pipelining: 1 });
  }

  headers(role: Role): Record<string, string> {
    return { authorization: `Bearer ${this.tokens.get(role) ?? ''}` };
  }

  async get(path: string): Promise<void> {
    const { statusCode, body } = await this.#pool.request({
      method: 'GET',
      path,
      headers: this.headers('inspector'),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`GET ${path}: ${String(statusCode)} ${text.slice(0, 300)}`);
  }

  /** @returns what `/metrics` says of a name with its labels */
  async metric(name: string): Promise<number> {
    const { body } = await this.#pool.request({ method: 'GET', path: '/metrics' });
    const line = (await body.text()).split('\n').find((each) => each.startsWith(`${name} `));
    if (line === undefined) throw new Error(`there is no metric ${name}`);
    return Number(line.slice(name.length + 1));
  }

  async post(path: string, command: object): Promise<{ readonly position: number }> {
    const { statusCode, body } = await this.#pool.request({
      method: 'POST',
      path,
      headers: { ...this.headers('labour'), 'content-type': 'application/json' },
      body: JSON.stringify(command),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`POST ${path}: ${String(statusCode)} ${text.slice(0, 300)}`);
    return JSON.parse(text) as { position: number };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

export const API = '/api/v1';
const pick = (some: readonly string[], n: number): string => some[n % some.length] ?? '';

/** Every board, as the screens ask for it; which one of its kind changes from request to request. */
export const BOARDS: Readonly<Record<string, (n: number) => string>> = {
  pools: () => `${API}/pools`,
  pool: (n) => `${API}/pools/${pick(POOLS, n)}`,
  banksOfPool: (n) => `${API}/pools/${pick(POOLS, n)}/banks`,
  banks: () => `${API}/banks`,
  plan: () => `${API}/provinces/${PROVINCE}/plans/${String(YEAR)}`,
  reviews: (n) => `${API}/pools/${pick(POOLS, n)}/reviews`,
  facilities: (n) => `${API}/pools/${pick(POOLS, n)}/facilities?agency=${pick(AGENCIES, n)}&limit=100`,
  jobs: (n) => `${API}/jobs?province=${PROVINCE}&agency=${pick(AGENCIES, n)}&limit=100`,
  history: (n) => `${API}/history?agency=${pick(AGENCIES, n)}&limit=100`,
};

/** Introductions spread over all pools. */
export function introductions(
  client: Client,
  prefix: string,
): (n: number) => Promise<{ readonly position: number }> {
  return (n) =>
    client.post(`${API}/pools/${pick(POOLS, n)}/facilities`, {
      facilityId: `${prefix}-${String(n)}`,
      agency: pick(AGENCIES, n >> 4),
      bank: pick(BANKS, n >> 2),
      county: pick(COUNTIES, n),
      sector: pick(SECTORS, n),
      amountRial: '1500000000',
      introducedOn: '2022-05-01',
      plannedJobs: 1,
    });
}
