import type { Client } from './client.fixture.js';

/*
 * The base data of a province, recorded over HTTP by the first admin: its register, and a principal with a token for
 * each member of {@link STAFF}.
 */

export const PROVINCE = 'east-azerbaijan';
export const AGENCY = 'behzisti';
export const OTHER_AGENCY = 'relief-committee';
export const BANK = 'bank-melli';
export const OTHER_BANK = 'bank-mellat';

export const STAFF = {
  labour: { role: 'labour' },
  deputy: { role: 'economic-deputy' },
  inspector: { role: 'inspector' },
  governor: { role: 'governor' },
  agency: { role: 'agency', organisation: AGENCY, province: PROVINCE },
  'other-agency': { role: 'agency', organisation: OTHER_AGENCY, province: PROVINCE },
  bank: { role: 'bank', organisation: BANK, province: PROVINCE },
  'other-bank': { role: 'bank', organisation: OTHER_BANK, province: PROVINCE },
} as const;

export type Officer = keyof typeof STAFF | 'admin';

export type Tokens = Readonly<Record<Officer, string>>;

const REGISTER = {
  agency: [AGENCY, OTHER_AGENCY],
  bank: [BANK, OTHER_BANK],
  sector: ['services', 'industry'],
  county: ['tabriz', 'marand'],
} as const;

/** Posts a request that must succeed; returns the body of the answer. */
export async function record(
  client: Client,
  url: string,
  token: string,
  path: string,
  body: object,
): Promise<Readonly<Record<string, unknown>>> {
  const { status, text } = await client.ask(url, 'POST', path, { token, body });
  if (status !== 200) throw new Error(`${path}: ${String(status)} ${text}`);
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

/** Issues a token to a principal and redeems its code. */
export async function issue(
  client: Client,
  url: string,
  admin: string,
  principalId: string,
): Promise<{ readonly token: string; readonly tokenId: string }> {
  const { code } = await record(client, url, admin, `/api/v1/principals/${principalId}/tokens`, {});
  const redeemed = await client.ask(url, 'POST', '/api/v1/tokens/redemption', { body: { code } });
  if (redeemed.status !== 200) throw new Error(`the code of ${principalId}: ${redeemed.text}`);
  return JSON.parse(redeemed.text) as { token: string; tokenId: string };
}

export async function openOffice(client: Client, url: string, admin: string): Promise<Tokens> {
  const organisations = Object.entries(REGISTER).flatMap(([kind, ids]) => ids.map((id) => ({ kind, id })));
  for (const { kind, id } of organisations)
    await record(client, url, admin, `/api/v1/provinces/${PROVINCE}/organisations`, {
      kind,
      id,
      name: `The ${kind} ${id}`,
      activeFrom: '1395-01-01',
      ...(kind === 'bank' && { ownership: 'state' }),
    });
  const tokens: [string, string][] = [['admin', admin]];
  for (const [principalId, grant] of Object.entries(STAFF)) {
    await record(client, url, admin, '/api/v1/principals', { principalId, name: `Officer ${principalId}` });
    await record(client, url, admin, `/api/v1/principals/${principalId}/roles`, grant);
    tokens.push([principalId, (await issue(client, url, admin, principalId)).token]);
  }
  return Object.fromEntries(tokens) as Tokens;
}

export const PLACE = { county: 'tabriz', sector: 'services' } as const;

export const allocation = (allocationId: string, amountRial: string, agency: string = AGENCY) => ({
  allocationId,
  agency,
  amountRial,
  notifiedOn: '1401-09-01',
});

export const introduction = (facilityId: string, amountRial: string, agency: string = AGENCY) => ({
  facilityId,
  agency,
  bank: BANK,
  amountRial,
  introducedOn: '1401-09-05',
  ...PLACE,
  plannedJobs: 1,
});

export const payment = (bankReference: string, amountRial: string) => ({
  bank: BANK,
  amountRial,
  paidOn: '1401-09-10',
  bankReference,
});
