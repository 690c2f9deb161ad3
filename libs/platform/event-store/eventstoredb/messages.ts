import { randomUUID } from 'node:crypto';
import type { BatchAppendReq, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import sharedProtocol from '@eventstore/db-client/generated/shared_pb.js';
import protocol from '@eventstore/db-client/generated/streams_pb.js';
import type { Append } from '../append-rules.js';
import { NO_STREAM, StoreUnavailableError, type RecordedEvent } from '../port.js';
import { portId, serverId } from './event-ids.js';

/**
 * Converts the protocol's messages to and from values of the port. The client's own commands parse data and metadata as
 * JSON and serialise them again. That changes bytes (blanks, digits past 2^53), so here the bytes are passed through.
 * They are still declared as JSON, so that the server's own tools display them.
 */

const JSON_CONTENT = 'application/json';
/** Servers before 22.6 give no position when a stream is read. They send the largest 64-bit number instead. */
const NO_POSITION = 2n ** 64n - 1n;
/** Event types of the server itself begin with `$`. */
const OWN_TYPES = '^[^$].*';

/**
 * The part of the log that this adapter uses: streams with a prefix, or, if empty, every event but the server's own.
 */
export interface Scope {
  readonly streamPrefix: string;
}

export interface PageRequest {
  readonly stream?: string;
  /** Inclusive: a revision of the stream or a position of the log. Absent: the start (backwards: the end). */
  readonly from?: bigint;
  readonly count: number;
  readonly backwards?: boolean;
  /** Reads every event at a position, without the filter. */
  readonly unfiltered?: boolean;
}

/** An append as a single message, which the server stores whole or not at all. */
export function appendRequest({ streamPrefix }: Scope, append: Append): BatchAppendReq {
  const options = new protocol.BatchAppendReq.Options();
  options.setStreamIdentifier(streamIdentifier(streamPrefix + append.stream));
  // Never `any`: only an exact revision makes a repeated append recognisable.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- either Empty is no bytes
  if (append.expectedRevision === NO_STREAM) options.setNoStream(new sharedProtocol.Empty());
  else options.setStreamPosition(String(append.expectedRevision));
  const request = new protocol.BatchAppendReq();
  request.setCorrelationId(uuid(randomUUID()));
  request.setOptions(options);
  request.setIsFinal(true);
  for (const event of append.events) {
    const message = new protocol.BatchAppendReq.ProposedMessage();
    message.setId(uuid(serverId(event)));
    message.getMetadataMap().set('type', event.type).set('content-type', JSON_CONTENT);
    message.setData(Buffer.from(event.data, 'utf8'));
    message.setCustomMetadata(Buffer.from(event.metadata, 'utf8'));
    request.addProposedMessages(message);
  }
  return request;
}

function uuid(text: string) {
  const id = new sharedProtocol.UUID();
  id.setString(text);
  return id;
}

export function pageRequest(scope: Scope, page: PageRequest): ReadReq {
  const options = page.stream === undefined ? allOptions(page) : streamOptions(scope, page.stream, page);
  options.setCount(String(page.count));
  const { FORWARDS, BACKWARDS } = protocol.ReadReq.Options.ReadDirection;
  options.setReadDirection(page.backwards === true ? BACKWARDS : FORWARDS);
  if (page.stream === undefined && page.unfiltered !== true) options.setFilter(ours(scope));
  else options.setNoFilter(new sharedProtocol.Empty());
  return requestOf(options);
}

/** A subscription to the scope's events after a position, or from the start when there is none. */
export function subscriptionRequest(scope: Scope, after: bigint | undefined): ReadReq {
  const options = allOptions(after === undefined ? {} : { from: after });
  options.setSubscription(new protocol.ReadReq.Options.SubscriptionOptions());
  options.setFilter(ours(scope));
  return requestOf(options);
}

function requestOf(options: ReadReq.Options): ReadReq {
  const ids = new protocol.ReadReq.Options.UUIDOption();
  ids.setString(new sharedProtocol.Empty());
  options.setUuidOption(ids);
  options.setResolveLinks(false);
  const request = new protocol.ReadReq();
  request.setOptions(options);
  return request;
}

function allOptions({ from, backwards }: { from?: bigint; backwards?: boolean }): ReadReq.Options {
  const all = new protocol.ReadReq.Options.AllOptions();
  if (from !== undefined) {
    const position = new protocol.ReadReq.Options.Position();
    position.setCommitPosition(String(from));
    position.setPreparePosition(String(from));
    all.setPosition(position);
  } else if (backwards === true) all.setEnd(new sharedProtocol.Empty());
  else all.setStart(new sharedProtocol.Empty());
  const options = new protocol.ReadReq.Options();
  options.setAll(all);
  return options;
}

function streamOptions(
  { streamPrefix }: Scope,
  name: string,
  { from, backwards }: { from?: bigint; backwards?: boolean },
): ReadReq.Options {
  const stream = new protocol.ReadReq.Options.StreamOptions();
  stream.setStreamIdentifier(streamIdentifier(streamPrefix + name));
  if (from !== undefined) stream.setRevision(String(from));
  else if (backwards === true) stream.setEnd(new sharedProtocol.Empty());
  else stream.setStart(new sharedProtocol.Empty());
  const options = new protocol.ReadReq.Options();
  options.setStream(stream);
  return options;
}

function ours({ streamPrefix }: Scope): ReadReq.Options.FilterOptions {
  const expression = new protocol.ReadReq.Options.FilterOptions.Expression();
  const filter = new protocol.ReadReq.Options.FilterOptions();
  if (streamPrefix === '') {
    expression.setRegex(OWN_TYPES);
    filter.setEventType(expression);
  } else {
    expression.setPrefixList([streamPrefix]);
    filter.setStreamIdentifier(expression);
  }
  filter.setCount(new sharedProtocol.Empty());
  filter.setCheckpointintervalmultiplier(1);
  return filter;
}

function streamIdentifier(name: string) {
  const identifier = new sharedProtocol.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name, 'utf8'));
  return identifier;
}

/**
 * Converts an event to the port's form. Undefined when the answer has no event, or one outside the scope.
 * @throws StoreUnavailableError when it has no position, or one that is not a single number.
 */
export function recordedEvent({ streamPrefix }: Scope, response: ReadResp): RecordedEvent | undefined {
  const event = response.getEvent()?.getEvent();
  if (event === undefined) return undefined;
  const name = text(event.getStreamIdentifier()?.getStreamName_asU8());
  const described = event.getMetadataMap();
  const type = described.get('type') ?? '';
  if (!name.startsWith(streamPrefix) || type.startsWith('$')) return undefined;
  const position = BigInt(event.getCommitPosition());
  if (position === NO_POSITION) {
    throw new StoreUnavailableError(
      'EventStoreDB gives no positions when a stream is read: version 22.6 or later is needed',
    );
  }
  if (event.getPreparePosition() !== event.getCommitPosition()) {
    throw new StoreUnavailableError(
      `revision ${event.getStreamRevision()} of ${name} was written in an explicit transaction: its position is two numbers`,
    );
  }
  const content = {
    type,
    data: text(event.getData_asU8()),
    metadata: text(event.getCustomMetadata_asU8()),
  };
  return {
    position,
    stream: name.slice(streamPrefix.length),
    revision: Number(event.getStreamRevision()),
    id: portId(event.getId()?.getString() ?? '', content),
    ...content,
  };
}

/** Decodes without change, including a byte order mark. */
function text(bytes: Uint8Array | undefined): string {
  if (bytes === undefined) return '';
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
