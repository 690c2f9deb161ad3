import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { webcrypto } from 'node:crypto';

/** A key and its certificate, as PEM. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority for receivers. */
export interface Authority {
  readonly cert: string;
  /** Certifies a receiver for a name or an IP address, with an expired certificate on request. */
  certify(name: string, wanted?: { readonly expired?: boolean }): Promise<Certified>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

const newKeys = async (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return `-----BEGIN PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END PRIVATE KEY-----\n`;
}

/** A new authority, which nobody trusts yet. */
export async function makeAuthority(name: string, nowMs = Date.now()): Promise<Authority> {
  const keys = await newKeys();
  const issuer = `CN=${name}`;
  const valid = (fromMs: number, toMs: number) => ({ notBefore: new Date(fromMs), notAfter: new Date(toMs) });
  const own = await X509CertificateGenerator.createSelfSigned({
    name: issuer,
    keys,
    signingAlgorithm: ALGORITHM,
    ...valid(nowMs - 30 * DAY_MS, nowMs + 30 * DAY_MS),
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  let certified = 0;
  return {
    cert: own.toString('pem'),
    async certify(of, { expired = false } = {}) {
      const receiver = await newKeys();
      certified += 1;
      const cert = await X509CertificateGenerator.create({
        serialNumber: certified.toString(16).padStart(2, '0'),
        subject: `CN=${of}`,
        issuer,
        publicKey: receiver.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
        ...valid(nowMs - 20 * DAY_MS, nowMs + (expired ? -DAY_MS : DAY_MS)),
        extensions: [
          new SubjectAlternativeNameExtension([{ type: /^[\d.]+$/.test(of) ? 'ip' : 'dns', value: of }]),
        ],
      });
      return { key: await pemOf(receiver.privateKey), cert: cert.toString('pem') };
    },
  };
}
