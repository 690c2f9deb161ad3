import { setTimeout as sleep } from 'node:timers/promises';
import { appendResponse, appendTooLarge, batchAppendResponse, batchRefusal, timeout } from './answers.mjs';
import { expectedOf, messageOf, textOf } from './requests.mjs';

const APPEND_BYTES_MAX = 1024 * 1024;

/** Append and BatchAppend of one node. */
export function createAppending({ log, faults, refuse, drop, idempotentPosition }) {
  let appends = 0;
  let batchAppends = 0;

  /** The outcome of an append under a fault; undefined when it is never answered. */
  async function outcomeOf(call, { stream, expected, messages }, fault) {
    // A frozen node does not even answer that it is no longer the leader.
    if (fault?.do === 'silent') return undefined;
    refuse(call, fault);
    const bytes = messages.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    if (bytes > APPEND_BYTES_MAX) throw appendTooLarge(APPEND_BYTES_MAX);
    if (fault?.do === 'drop') return drop(call);
    if (fault?.do === 'delay') await sleep(fault.ms);
    const outcome = log.append(stream, expected, messages);
    if (fault?.do === 'dropAfter') return drop(call);
    if (fault?.do === 'timeout') throw timeout();
    if (fault?.do === 'delayAfter') await sleep(fault.ms);
    if (outcome.repeated && !idempotentPosition) return { ...outcome, position: undefined };
    return outcome;
  }

  /** Leaves the next messages of a call unread for a while. */
  async function unread(call, ms) {
    call.pause();
    await sleep(ms);
    call.resume();
  }

  function append(call, callback) {
    let options;
    let ended = false;
    let fault;
    const messages = [];
    call.on('data', (request) => {
      if (request.hasOptions()) {
        options = request.getOptions();
        fault = faults.take('append', textOf(options.getStreamIdentifier()));
      } else messages.push(messageOf(request.getProposedMessage()));
      if (fault?.do === 'unread' && messages.length > 0) void unread(call, fault.ms);
    });
    call.on('cancelled', () => {
      // Like the real server, mostly: it stores received messages of a cancelled call, but none of a lost connection.
      const { session } = call.call.stream;
      if (ended || options === undefined || session?.destroyed !== false) return;
      if (messages.length > 0)
        log.append(
          textOf(options.getStreamIdentifier()),
          expectedOf(options, options.getRevision()),
          messages,
        );
    });
    call.on('end', () => {
      // A broken connection also ends the messages; the received part is no append.
      if (call.cancelled || call.call.stream.aborted || call.call.stream.destroyed) return;
      ended = true;
      appends += 1;
      const stream = textOf(options.getStreamIdentifier());
      const expected = expectedOf(options, options.getRevision());
      outcomeOf(call, { stream, expected, messages }, fault).then(
        (outcome) => {
          if (outcome !== undefined && !call.cancelled) callback(null, appendResponse(outcome, expected));
        },
        (error) => callback(error),
      );
    });
  }

  /** Many appends on one call. Each is answered separately; errors that concern the whole node end the call. */
  function batchAppend(call) {
    const open = new Map();
    call.on('data', (request) => {
      const id = request.getCorrelationId();
      const key = id.getString();
      const batch = open.get(key) ?? { correlationId: id, messages: [] };
      open.set(key, batch);
      if (request.hasOptions()) {
        const options = request.getOptions();
        batch.stream = textOf(options.getStreamIdentifier());
        batch.expected = expectedOf(options, options.getStreamPosition());
      }
      batch.messages.push(...request.getProposedMessagesList().map(messageOf));
      if (!request.getIsFinal()) return;
      open.delete(key);
      appends += 1;
      batchAppends += 1;
      const fault = faults.take('append', batch.stream);
      if (fault?.do === 'unread') void unread(call, fault.ms);
      outcomeOf(call, batch, fault).then(
        (outcome) => outcome !== undefined && answer(call, batchAppendResponse(outcome, batch)),
        (error) => {
          const refused = batchRefusal(error, batch);
          if (refused === undefined) call.emit('error', error);
          else answer(call, refused);
        },
      );
    });
    call.on('end', () => call.end());
  }

  function answer(call, message) {
    if (!call.cancelled && !call.destroyed) call.write(message);
  }

  return {
    append,
    batchAppend,
    get appends() {
      return appends;
    },
    get batchAppends() {
      return batchAppends;
    },
  };
}
