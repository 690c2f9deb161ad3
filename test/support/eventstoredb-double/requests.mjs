import { Buffer } from 'node:buffer';

const DEFAULT_SEARCH_WINDOW = 32;

export const textOf = (identifier) => Buffer.from(identifier.getStreamName_asU8()).toString('utf8');

/** The expected revision of an Append or BatchAppend: 'any' | 'no_stream' | 'stream_exists' | bigint. */
export function expectedOf(options, revision) {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return BigInt(revision);
}

export function messageOf(proposed) {
  return {
    id: proposed.getId().getString(),
    type: proposed.getMetadataMap().get('type'),
    contentType: proposed.getMetadataMap().get('content-type') ?? 'application/octet-stream',
    data: Buffer.from(proposed.getData_asU8()),
    metadata: Buffer.from(proposed.getCustomMetadata_asU8()),
  };
}

/** The parameters of a read or subscription as plain values. */
export function readingOf(options) {
  const all = options.hasAll();
  const from = all ? allFrom(options.getAll()) : streamFrom(options.getStream());
  return {
    all,
    from,
    stream: all ? undefined : textOf(options.getStream().getStreamIdentifier()),
    backwards: options.getReadDirection() === 1,
    subscription: options.hasSubscription(),
    filtered: options.hasFilter(),
    count: options.hasCount() ? BigInt(options.getCount()) : undefined,
    ...filterOf(options),
  };
}

function allFrom(all) {
  if (all.hasStart()) return 'start';
  return all.hasEnd() ? 'end' : BigInt(all.getPosition().getCommitPosition());
}

function streamFrom(stream) {
  if (stream.hasStart()) return 'start';
  return stream.hasEnd() ? 'end' : BigInt(stream.getRevision());
}

function filterOf(options) {
  if (!options.hasFilter()) return { fits: () => true, checkpointEvery: undefined };
  const filter = options.getFilter();
  const window = filter.hasMax() ? filter.getMax() : DEFAULT_SEARCH_WINDOW;
  const onStream = filter.hasStreamIdentifier();
  const expression = onStream ? filter.getStreamIdentifier() : filter.getEventType();
  const prefixes = expression.getPrefixList();
  const regex = expression.getRegex() === '' ? undefined : new RegExp(expression.getRegex());
  return {
    fits: (event) => {
      const value = onStream ? event.stream : event.type;
      return regex === undefined ? prefixes.some((prefix) => value.startsWith(prefix)) : regex.test(value);
    },
    checkpointEvery: filter.getCheckpointintervalmultiplier() * window,
  };
}
