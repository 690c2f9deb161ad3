import type { FastifyRequest } from 'fastify';
import { assertOwnOrigin, type OwnOrigin } from './own-origin.js';

const from = (headers: Readonly<Record<string, string>>, host = 'misaq.example') =>
  ({ headers, host }) as unknown as FastifyRequest;

function isOwn(request: FastifyRequest, own: OwnOrigin): boolean {
  try {
    assertOwnOrigin(request, own);
    return true;
  } catch {
    return false;
  }
}

describe('A request that changes something in a session', () => {
  const behindTls: OwnOrigin = { behindTls: true };

  it.each([
    ['no origin: another program', {}, true],
    ['the origin of this server', { origin: 'https://misaq.example' }, true],
    ['the same in other letters', { origin: 'HTTPS://Misaq.Example' }, true],
    ['the same without TLS', { origin: 'http://misaq.example' }, false],
    ['another port', { origin: 'https://misaq.example:8443' }, false],
    ['another host', { origin: 'https://evil.example' }, false],
    ['a host that begins alike', { origin: 'https://misaq.example.evil.example' }, false],
    ['a page without an origin', { origin: 'null' }, false],
    ['a page of the same origin', { 'sec-fetch-site': 'same-origin' }, true],
    ['a sister host', { 'sec-fetch-site': 'same-site' }, false],
    ['another site', { 'sec-fetch-site': 'cross-site' }, false],
    [
      'another site that names ours',
      { origin: 'https://misaq.example', 'sec-fetch-site': 'cross-site' },
      false,
    ],
  ])('comes from %s', (_what, headers, expected) => {
    expect(isOwn(from(headers), behindTls)).toBe(expected);
  });

  it('comes from the public address where one is set, whatever host the proxy asks for', () => {
    const own: OwnOrigin = { behindTls: true, publicUrl: 'https://misaq.example' };
    expect(isOwn(from({ origin: 'https://misaq.example' }, '10.0.0.7:8080'), own)).toBe(true);
    expect(isOwn(from({ origin: 'https://10.0.0.7:8080' }, '10.0.0.7:8080'), own)).toBe(false);
  });
});
