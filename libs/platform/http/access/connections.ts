import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { BlockList, isIP, type Socket } from 'node:net';
import type { Config } from '@misaq/platform/node/config.js';
import type { PipelinedAnswers } from '../request/pipelined-answers.js';

export interface ConnectionBounds {
  /** Connections in all. */
  readonly most: number;
  /** Connections of one address; Infinity when there is no such bound. */
  readonly mostOfOne: number;
  /** Whether an address is a proxy, behind which there are many clients. */
  readonly isProxy: (address: string) => boolean;
}

/** Files, sockets of deliveries and of the log, and connections to be refused need descriptors too. */
const DESCRIPTORS_KEPT = 512;

/** Where the system does not say it: what Linux gives a process unless it is told otherwise. */
const DESCRIPTORS_OTHERWISE = 1_024;

/** The bounds that the settings give, below what the process may open. */
export function connectionBounds(config: Config, descriptors = descriptorLimit()): ConnectionBounds {
  const { MISAQ_CONNECTIONS: most, MISAQ_CONNECTIONS_PER_ADDRESS: mostOfOne } = config;
  const room = Math.max(Math.floor(descriptors / 2), descriptors - DESCRIPTORS_KEPT);
  const isBehindUnnamedProxy = config.MISAQ_BEHIND_TLS && config.MISAQ_TRUST_PROXY === 'no';
  return {
    most: Math.max(1, Math.min(most ?? room, room)),
    // What ends TLS in front opens all connections itself; its clients cannot be told apart when it is not believed.
    mostOfOne: mostOfOne === 0 || isBehindUnnamedProxy ? Infinity : mostOfOne,
    isProxy: proxies(config.MISAQ_TRUST_PROXY),
  };
}

/** How many files and sockets the process may have open. */
export function descriptorLimit(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const soft = /^Max open files\s+(\S+)/m.exec(limits)?.[1];
    return soft === 'unlimited' ? 1_000_000 : Number(soft ?? DESCRIPTORS_OTHERWISE);
  } catch {
    const { userLimits } = process.report.getReport() as {
      readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } };
    };
    const soft = Number(userLimits?.open_files?.soft);
    return Number.isSafeInteger(soft) ? soft : DESCRIPTORS_OTHERWISE;
  }
}

/**
 * Bounds the connections of a server. An address that has as many as it may is refused more. When all places are taken,
 * a newcomer gets that of a connection on which nothing was answered yet, the oldest of the address with the most such ones;
 * else the oldest of the address with the most on which nothing is being answered. Either address must have more than the
 * newcomer. So clients that hold connections open, from however many addresses, do not keep the others out, nor cost those
 * their connections that keep them between requests.
 */
export function boundConnections(
  server: Server,
  { most, mostOfOne, isProxy }: ConnectionBounds,
  owed: PipelinedAnswers,
): void {
  const byAddress = createGroups();
  const unanswered = createGroups();
  let open = 0;

  /** Whether a place was found. */
  function makeRoom(address: string): boolean {
    return [unanswered, byAddress].some((groups) => closeOneOf(groups, address));
  }

  function closeOneOf(groups: Groups, address: string): boolean {
    for (const socket of groups.largestOther(address, isProxy)) {
      if (socket.destroyed || owed.on(socket).length > 0) continue;
      socket.destroy();
      return true;
    }
    return false;
  }

  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    response.once('finish', () => {
      unanswered.delete(socket);
    });
  });
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress;
    if (address === undefined) {
      socket.destroy();
      return;
    }
    const isOverOwn = byAddress.sizeOf(address) >= mostOfOne && !isProxy(address);
    if (isOverOwn || (open >= most && !makeRoom(address))) {
      socket.destroy();
      return;
    }
    byAddress.add(address, socket);
    unanswered.add(address, socket);
    open += 1;
    socket.once('close', () => {
      open -= 1;
      byAddress.delete(socket);
      unanswered.delete(socket);
    });
  });
}

/** Connections by address, the oldest first. */
interface Groups {
  readonly add: (address: string, socket: Socket) => void;
  readonly delete: (socket: Socket) => void;
  readonly sizeOf: (address: string) => number;
  /** Those of the address that has the most, when that has more than one more than this one. */
  readonly largestOther: (address: string, isLeftOut: (address: string) => boolean) => Iterable<Socket>;
}

function createGroups(): Groups {
  const groups = new Map<string, Set<Socket>>();
  const addresses = new WeakMap<Socket, string>();
  const sizeOf = (address: string): number => groups.get(address)?.size ?? 0;
  return {
    add(address, socket) {
      addresses.set(socket, address);
      groups.set(address, (groups.get(address) ?? new Set<Socket>()).add(socket));
    },
    delete(socket) {
      const address = addresses.get(socket) ?? '';
      const group = groups.get(address);
      group?.delete(socket);
      if (group?.size === 0) groups.delete(address);
    },
    sizeOf,
    largestOther(address, isLeftOut) {
      const own = sizeOf(address);
      let largest: Set<Socket> | undefined;
      for (const [each, sockets] of groups)
        if (sockets.size > (largest?.size ?? own + 1) && !isLeftOut(each)) largest = sockets;
      return largest ?? [];
    },
  };
}

/** Addresses and networks with commas between them, as `MISAQ_TRUST_PROXY` has them. */
function proxies(setting: string): ConnectionBounds['isProxy'] {
  const list = new BlockList();
  const named = setting === 'no' ? [] : setting.split(',').map((each) => each.trim());
  for (const each of named.flatMap((name) => NETWORKS[name] ?? [name])) {
    const [address = '', prefix] = each.split('/');
    const version = isIP(address);
    if (version === 0) continue;
    const family = version === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The names that the parser of the setting knows. */
const NETWORKS: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};
