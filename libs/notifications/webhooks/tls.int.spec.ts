import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildLibraries } from '../../../test/support/run-by-node.fixture.js';
import { makeAuthority } from '@misaq/platform/webhooks/certificates.fixture.js';
import type { Delivered } from './delivering-program.fixture.js';
import { isSigned, startReceiver, type TestReceiver } from '@misaq/platform/webhooks/receiver.fixture.js';

/** Number of attempts before the program gives up. */
const ATTEMPTS = 3;
/*
 * The receivers are on loopback. Some have certificates of an authority that the delivering process trusts, others of
 * one that it does not trust. Only that process can resolve their names.
 */
describe('a webhook over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-webhooks-tls-'));
  const receivers = new Map<string, TestReceiver>();
  let silent: Server;
  let delivered: Delivered;

  beforeAll(async () => {
    const trusted = await makeAuthority('An authority of the province');
    const stranger = await makeAuthority('An authority of nobody');
    const urls: Record<string, string> = {};
    async function receiver(id: string, host: string, tls: { key: string; cert: string }): Promise<void> {
      const started = await startReceiver(tls);
      receivers.set(id, started);
      urls[id] = started.url('/hooks', host);
    }
    await receiver('by-name', 'receiver.example', await trusted.certify('receiver.example'));
    await receiver('by-address', '127.0.0.1', await trusted.certify('127.0.0.1'));
    await receiver('untrusted', 'receiver.example', await stranger.certify('receiver.example'));
    await receiver(
      'expired',
      'receiver.example',
      await trusted.certify('receiver.example', { expired: true }),
    );
    await receiver('other-name', 'receiver.example', await trusted.certify('elsewhere.example'));
    await receiver('other-address', '127.0.0.1', await trusted.certify('receiver.example'));
    // Accepts connections and never answers the TLS handshake.
    silent = createServer((socket) => socket.resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    urls.silent = `https://receiver.example:${String((silent.address() as AddressInfo).port)}/`;

    const authorities = join(folder, 'trusted.pem');
    writeFileSync(authorities, trusted.cert);
    const program = join(folder, 'program');
    buildLibraries(program);
    delivered = await deliver(
      join(program, 'notifications/webhooks/delivering-program.fixture.js'),
      folder,
      urls,
      authorities,
    );
  });

  afterAll(async () => {
    for (const receiver of receivers.values()) await receiver.stop();
    await new Promise((resolve) => silent.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  const receiverOf = (id: string): TestReceiver => receivers.get(id)!;

  it('is delivered where the certificate is valid, signed as usual', () => {
    expect(delivered.taken).toEqual({ 'by-name': 1, 'by-address': 1 });
    for (const id of ['by-name', 'by-address']) {
      const [first] = receiverOf(id).received;
      expect(isSigned(first!, delivered.secrets[id]!)).toBe(true);
      expect(isSigned(first!, delivered.secrets.expired!)).toBe(false);
    }
  });

  it('is called at the resolved address, with the name in SNI', () => {
    const byName = receiverOf('by-name');
    const { host } = new URL(byName.url('/', 'receiver.example'));
    expect(byName.received).toMatchObject([{ servername: 'receiver.example', headers: { host } }]);
    // For a bare address there is no SNI.
    expect(receiverOf('by-address').received).toMatchObject([{ servername: false }]);
    expect(new Set(delivered.asked)).toEqual(new Set(['receiver.example']));
  });

  it.each([
    ['untrusted', 'nobody whom this server trusts vouches for it (UNABLE_TO_VERIFY_LEAF_SIGNATURE)'],
    ['expired', 'it has expired (CERT_HAS_EXPIRED)'],
    ['other-name', 'it is for another name (ERR_TLS_CERT_ALTNAME_INVALID)'],
    ['other-address', 'it is for another name (ERR_TLS_CERT_ALTNAME_INVALID)'],
  ])('is told nothing where the certificate is %s, and tried again before it is given up', (id, fault) => {
    expect(delivered.suspended[id]).toBe(`its certificate is not accepted: ${fault}`);
    expect(receiverOf(id).connections()).toBe(ATTEMPTS);
    expect(receiverOf(id).received).toEqual([]);
  });

  it('waits for the handshake no longer than for the connection', () => {
    expect(delivered.suspended.silent).toBe('no connection within 1500 ms');
  });
});

async function deliver(
  program: string,
  folder: string,
  urls: Readonly<Record<string, string>>,
  authorities: string,
): Promise<Delivered> {
  const child = spawn(process.execPath, [program, folder, JSON.stringify(urls)], {
    env: { ...process.env, NODE_OPTIONS: '', NODE_EXTRA_CA_CERTS: authorities },
  });
  let said = '';
  let errors = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the program ended with ${String(code)}: ${errors}`));
    });
  });
  return JSON.parse(said) as Delivered;
}
