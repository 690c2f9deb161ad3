import type { CommandAddress, ListedCommandLine } from '@misaq/platform/command-line/verb.js';
import type { SentCommand } from '@misaq/platform/commands/command-route.js';
import { rialText } from '@misaq/platform/kernel/money.js';

/** Loads where commands go, by their type. */
export type Addresses = () => Promise<ReadonlyMap<string, CommandAddress>>;

/** Where the commands of all subjects go. */
export function addressesOf(commandLines: readonly ListedCommandLine[]): Addresses {
  return async () => {
    const loaded = await Promise.all(commandLines.map(({ load }) => load()));
    return new Map(loaded.flatMap(({ addresses }) => Object.entries(addresses)));
  };
}

export interface Posted {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The address and the body of a command, as JSON has them. */
export async function posted(addresses: Addresses, { command, ...named }: SentCommand): Promise<Posted> {
  const address = (await addresses()).get(command.type);
  if (address === undefined) throw new Error(`no address is known of the command ${command.type}`);
  const { path, renamed = {}, left = [] } = address;
  const fields: Readonly<Record<string, unknown>> = { ...named, ...command };
  const inPath = new Set(Array.from(path.matchAll(/:(\w+)/g), ([, name = '']) => name));
  const filled = path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(String(fields[name])));
  const body = Object.entries(fields)
    .filter(([name]) => name !== 'type' && !inPath.has(name) && !left.includes(name))
    .map(([name, value]) => [renamed[name] ?? name, typeof value === 'bigint' ? rialText(value) : value]);
  return { path: filled, body: Object.fromEntries(body) as Posted['body'] };
}
