import { setImmediate } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  caughtUp,
  checkpoint,
  confirmation,
  streamNotFound,
  timeout,
  unavailable,
  unreadable,
} from './answers.mjs';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { readingOf } from './requests.mjs';

/** Number of events sent before the event loop serves other calls. */
const EVENTS_A_TURN = 256;
const NO_POSITION = '18446744073709551615';

/** Reads and subscriptions of one node. */
export function createReading({ log, faults, refuse, drop, oldPositions }) {
  const subscriptions = new Set();
  let subscribed = 0;
  let subscribedAfter;
  let sentInAll = 0;

  async function read(call) {
    const asked = readingOf(call.request.getOptions());
    const fault = faults.take(asked.subscription ? 'subscribe' : 'read', asked.stream);
    try {
      if (fault?.do === 'silent' && !asked.subscription) return;
      refuse(call, fault);
      if (fault?.do === 'unreadable') throw unreadable(asked);
      if (fault?.do === 'delay' || fault?.do === 'delayAfter') await sleep(fault.ms);
      if (asked.subscription) await subscribe(call, asked, fault);
      else await readOnce(call, asked, fault);
    } catch (error) {
      call.emit('error', error);
    }
  }

  async function readOnce(call, asked, fault) {
    if (fault?.do === 'drop') return drop(call);
    if (fault?.do === 'timeout') throw timeout();
    if (!asked.all && log.stream(asked.stream) === undefined) {
      await send(call, streamNotFound(asked.stream));
      call.end();
      return;
    }
    const found = select(asked);
    for (const [index, event] of found.entries()) {
      if (fault?.do === 'dropAfter' && index >= found.length / 2) return drop(call);
      if (call.cancelled || call.destroyed) return;
      await send(call, asked.all || !oldPositions ? event.bytes : withoutPosition(event.bytes));
    }
    call.end();
  }

  /** The events of a read, as of the time of the request. */
  function select(asked) {
    const { all, from, stream, backwards, count, fits } = asked;
    const events = all ? log.events : log.stream(stream);
    const wanted = count > 0xffffffffn ? Infinity : Number(count);
    const found = [];
    if (all && typeof from === 'bigint' && !log.isBoundary(from)) throw unreadable(asked);
    let index =
      typeof from === 'bigint'
        ? all
          ? log.indexFrom(from)
          : Number(from)
        : from === 'end'
          ? events.length
          : 0;
    // Reading backwards, a position of $all is exclusive and a revision is inclusive.
    if (backwards) index = all || from === 'end' ? index - 1 : Math.min(index, events.length - 1);
    for (; index >= 0 && index < events.length && found.length < wanted; index += backwards ? -1 : 1) {
      if (fits(events[index])) found.push(events[index]);
    }
    return found;
  }

  async function subscribe(call, asked, fault) {
    const { all, stream, from, fits, checkpointEvery } = asked;
    subscribed += 1;
    subscribedAfter = from;
    const state = { stalled: false, wake: () => undefined };
    subscriptions.add(state);
    const forget = log.onGrowth(() => state.wake());
    call.once('cancelled', () => state.wake());
    call.once('close', () => state.wake());
    try {
      if (all && typeof from === 'bigint' && !log.isBoundary(from)) throw unreadable(asked);
      const events = () => (all ? log.events : (log.stream(stream) ?? []));
      let index =
        from === 'start' ? 0 : from === 'end' ? events().length : all ? log.indexFrom(from) : Number(from);
      // A subscription begins after its start position.
      if (typeof from === 'bigint' && (!all || log.events[index]?.position === from)) index += 1;
      await send(call, confirmation(`double-${String(subscribed)}`));
      let sent = 0;
      let looked = 0;
      let live = false;
      while (!call.cancelled && !call.destroyed) {
        if (fault !== undefined && sent >= (fault.events ?? 0)) {
          if (fault.do === 'drop' || fault.do === 'dropAfter') return drop(call);
          if (fault.do === 'unavailable') throw unavailable();
          if (fault.do === 'timeout') throw timeout();
          if (fault.do === 'silent') state.stalled = true;
        }
        if (state.stalled || index >= events().length) {
          if (!state.stalled && !live) {
            live = true;
            await send(call, caughtUp());
            continue;
          }
          await new Promise((resolve) => (state.wake = resolve));
          continue;
        }
        const event = events()[index];
        index += 1;
        looked += 1;
        if (fits(event)) {
          await send(call, event.bytes);
          sent += 1;
          sentInAll += 1;
        }
        if (checkpointEvery !== undefined && looked % checkpointEvery === 0)
          await send(call, checkpoint(event.position));
        if (looked % EVENTS_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      forget();
      subscriptions.delete(state);
    }
  }

  return {
    read,
    /** Every current subscription stays open and sends nothing more. */
    stall() {
      for (const state of subscriptions) state.stalled = true;
    },
    get counts() {
      return { subscriptions: subscriptions.size, subscribed, subscribedAfter, sent: sentInAll };
    },
  };
}

/**
 * Writes a message, and waits while the client reads more slowly: a real server does not buffer without limit either.
 */
function send(call, message) {
  return call.write(message) || call.cancelled || call.destroyed ? undefined : drained(call);
}

function drained(call) {
  return new Promise((resolve) => {
    const events = ['drain', 'close', 'cancelled', 'error'];
    const done = () => {
      for (const event of events) call.off(event, done);
      resolve();
    };
    for (const event of events) call.on(event, done);
  });
}

/** The answer of a server before 22.6 to the read of a stream: without a position. */
function withoutPosition(bytes) {
  const response = streams.ReadResp.deserializeBinary(bytes);
  const recorded = response.getEvent().getEvent();
  recorded.setCommitPosition(NO_POSITION);
  recorded.setPreparePosition(NO_POSITION);
  response.getEvent().setNoPosition(new shared.Empty());
  return response;
}
