import { Buffer } from 'node:buffer';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';

/**
 * Extra bytes of a record beside its name, type, data and metadata. They make positions grow with gaps, as in a real
 * log.
 */
const RECORD_OVERHEAD_BYTES = 120n;
const SLAB_BYTES = 1 << 22;
const TICKS_A_MILLISECOND = 10_000n;

/**
 * The log that one double, or all nodes of a cluster of them, serve. In memory; answers appends with the decisions of
 * the real server (an exact expected revision makes a repetition recognisable, by ids alone).
 *
 * @param {{ firstPosition?: bigint, systemEvents?: boolean }} options
 */
export function createLog({ firstPosition = 0n, systemEvents = true } = {}) {
  const events = [];
  const byStream = new Map();
  const waiting = new Set();
  const keep = createSlabs();
  let nextPosition = firstPosition;

  function record(stream, message) {
    const own = byStream.get(stream) ?? [];
    byStream.set(stream, own);
    const position = nextPosition;
    const revision = own.length;
    const event = {
      position,
      stream,
      revision,
      id: message.id,
      type: message.type,
      bytes: keep(encode(message, stream, revision, position)),
    };
    nextPosition +=
      RECORD_OVERHEAD_BYTES +
      BigInt(stream.length + message.type.length + message.data.length + message.metadata.length);
    events.push(event);
    own.push(event);
    return event;
  }

  function announce() {
    for (const wake of [...waiting]) wake();
  }

  const log = {
    events,
    /** @param {string} stream */
    stream: (stream) => byStream.get(stream),
    /**
     * @param {string} stream
     * @param {'any' | 'no_stream' | 'stream_exists' | bigint} expected
     */
    append(stream, expected, messages) {
      const own = byStream.get(stream) ?? [];
      const current = own.length - 1;
      const wanted =
        expected === 'no_stream' ? -1 : typeof expected === 'bigint' ? Number(expected) : undefined;
      if (expected === 'stream_exists' && current < 0) return { kind: 'wrong', current };
      if (wanted !== undefined && wanted !== current) {
        if (wanted > current || messages.length === 0) return { kind: 'wrong', current };
        const same = messages.every((message, index) => own[wanted + 1 + index]?.id === message.id);
        if (!same) return { kind: 'wrong', current };
        const last = own[wanted + messages.length];
        return { kind: 'success', revision: last.revision, position: last.position, repeated: true };
      }
      let last = own.at(-1);
      for (const message of messages) last = record(stream, message);
      announce();
      return { kind: 'success', revision: last?.revision ?? -1, position: last?.position ?? -1n };
    },
    /** Index of the first event at or after this position. */
    indexFrom(position) {
      let low = 0;
      let high = events.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (events[middle].position < position) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    /** Whether an event begins at this position, and not inside or after the last one. */
    isBoundary(position) {
      const last = events.at(-1)?.position ?? 0n;
      return position >= last || events[log.indexFrom(position)]?.position === position;
    },
    /** Calls `wake` at the next append; returns a function that cancels this. */
    onGrowth(wake) {
      waiting.add(wake);
      return () => waiting.delete(wake);
    },
    /** An event of the server itself, which no client of the application should ever see. */
    systemEvent(type = '$statsCollected') {
      log.append('$stats-127.0.0.1:2113', 'any', [
        {
          id: newId(),
          type,
          data: Buffer.from('{}'),
          metadata: Buffer.from('{}'),
          contentType: 'application/json',
        },
      ]);
    },
  };
  if (systemEvents) for (const type of ['$UserCreated', '$settings', '$metadata']) log.systemEvent(type);
  return log;
}

let ids = 0;
function newId() {
  ids += 1;
  return `5e000000-0000-4000-8000-${ids.toString(16).padStart(12, '0')}`;
}

/** The answer with an event, encoded once: reads and subscriptions send these bytes. */
function encode({ id, type, data, metadata, contentType }, stream, revision, position) {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const uuid = new shared.UUID();
  uuid.setString(id);
  recorded.setId(uuid);
  const name = new shared.StreamIdentifier();
  name.setStreamName(Buffer.from(stream, 'utf8'));
  recorded.setStreamIdentifier(name);
  recorded.setStreamRevision(String(revision));
  recorded.setCommitPosition(String(position));
  recorded.setPreparePosition(String(position));
  const described = recorded.getMetadataMap();
  described.set('type', type);
  described.set('created', String(BigInt(Date.now()) * TICKS_A_MILLISECOND));
  described.set('content-type', contentType);
  recorded.setData(data);
  recorded.setCustomMetadata(metadata);
  const event = new streams.ReadResp.ReadEvent();
  event.setEvent(recorded);
  event.setCommitPosition(String(position));
  const response = new streams.ReadResp();
  response.setEvent(event);
  return response.serializeBinary();
}

/** Allocates small pieces from large buffers, so that a million events do not need a million allocations. */
function createSlabs() {
  let slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  let used = 0;
  return (bytes) => {
    if (bytes.length > SLAB_BYTES / 4) return Buffer.from(bytes);
    if (used + bytes.length > SLAB_BYTES) {
      slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
      used = 0;
    }
    slab.set(bytes, used);
    used += bytes.length;
    return slab.subarray(used - bytes.length, used);
  };
}
