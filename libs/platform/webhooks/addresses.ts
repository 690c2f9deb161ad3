import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/*
 * Where a webhook may lead. An officer of an organisation writes its address, and the server that calls it is in the
 * province's own network. Without these checks an officer could make it call any internal service.
 */

/**
 * Ranges of IPv4 that are not the public internet: own, private, shared, link-local (metadata services), test,
 * multicast.
 */
const NOT_PUBLIC_V4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]);

/** Public IPv6 is global unicast, except ranges that embed an IPv4 address (Teredo, 6to4) or are reserved. */
const GLOBAL_UNICAST_V6 = blockList('ipv6', [['2000::', 3]]);
const NOT_PUBLIC_V6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);

function blockList(
  family: 'ipv4' | 'ipv6',
  ranges: readonly (readonly [net: string, prefix: number])[],
): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of ranges) list.addSubnet(net, prefix, family);
  return list;
}

/** Whether an IP address is in the public internet. False for anything that is no IP address. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !NOT_PUBLIC_V4.check(address, 'ipv4');
    case 6:
      // Only link-local addresses have a zone (`fe80::1%eth0`).
      return (
        !address.includes('%') &&
        GLOBAL_UNICAST_V6.check(address, 'ipv6') &&
        !NOT_PUBLIC_V6.check(address, 'ipv6')
      );
    default:
      return false;
  }
}

export interface NetworkRules {
  /** Whether receivers may be in private networks and may be called without TLS. The operator decides. */
  readonly allowPrivateNetworks: boolean;
}

export type Lookup = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const lookupAll: Lookup = (hostname) => systemLookup(hostname, { all: true });

/** A receiver whose address was resolved and checked. The connection must use exactly this address. */
export interface Receiver {
  readonly url: URL;
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * The address of a webhook may not be called, or cannot be resolved. The message is for the officer who registered it.
 */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
}

/** The fault of an address before its name is resolved; undefined when there is none. */
export function addressFault(text: string, { allowPrivateNetworks }: NetworkRules): string | undefined {
  if (!URL.canParse(text)) return 'it is no address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'it is neither https nor http';
  if (url.username !== '' || url.password !== '') return 'it holds a user or a password';
  if (allowPrivateNetworks) return undefined;
  if (url.protocol !== 'https:') return 'https is required';
  const host = hostOf(url);
  if (isLoopbackName(host) || (isIP(host) !== 0 && !isPublicAddress(host)))
    return 'it lies in a private network';
  return undefined;
}

/**
 * Resolves a receiver once. A single private address is enough to refuse it. Otherwise a name with a public and a
 * private address could pass the check with one, and be called at the other.
 * @throws AddressRefusedError
 */
export async function findReceiver(
  text: string,
  rules: NetworkRules,
  lookup: Lookup = lookupAll,
): Promise<Receiver> {
  const fault = addressFault(text, rules);
  if (fault !== undefined) throw new AddressRefusedError(`the address is refused: ${fault}`);
  const url = new URL(text);
  const host = hostOf(url);
  const literal = isIP(host);
  const found = literal === 0 ? await lookedUp(lookup, host) : [{ address: host, family: literal }];
  const [first] = found;
  if (first === undefined) throw new AddressRefusedError(`the name ${host} leads nowhere`);
  if (!rules.allowPrivateNetworks && !found.every(({ address }) => isPublicAddress(address)))
    throw new AddressRefusedError('the address is refused: it leads into a private network');
  return { url, address: first.address, family: isIP(first.address) === 6 ? 6 : 4 };
}

async function lookedUp(lookup: Lookup, host: string): ReturnType<Lookup> {
  try {
    return await lookup(host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new AddressRefusedError(`the name ${host} cannot be looked up (${code ?? String(error)})`);
  }
}

/** Names that lead only to the machine itself (RFC 6761). */
function isLoopbackName(host: string): boolean {
  return /(?:^|\.)localhost\.?$/i.test(host);
}

/** The host without the brackets of an IPv6 address. */
function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}
