import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { Update } from './live-feed.js';

export const LIVE_STREAMS = Symbol('live streams');

/** An update as its client may see it. */
export type ShownUpdate = Omit<Update, 'position'> & { readonly position: ShownPosition };

/** One connected client. */
export interface LiveStream {
  send(update: ShownUpdate): void;
  onClose(what: () => void): void;
  end(): void;
}

export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
} as const;

/** All live streams, so that a stopping server can end them. */
export interface LiveStreams {
  /**
   * @param whose the id of the principal of the client
   * @returns undefined when the limit of all streams or of this principal is reached
   */
  open(reply: FastifyReply, whose: string, stillAllowed: () => boolean): LiveStream | undefined;
  closeAll(): void;
  /** How many clients are connected. */
  count(): number;
}

const STREAMS_MAX = 1_000;
/** Limit for one principal, who could otherwise keep all others out. */
export const STREAMS_OF_ONE_MAX = 50;
/** Interval of a sign of life. It is also how long a revoked token can go on watching. */
const BEAT_MS = 4_000;
/** An event, because browsers tell pages nothing of comments. It has no id: the place in the log stays. */
const ALIVE = 'event: alive\ndata: {}\n\n';
/** A client with this many unread bytes is disconnected; it can resume where it was. */
const WAITING_BYTES_MAX = 256 * 1024;

export function createLiveStreams(): LiveStreams {
  const ends = new Map<() => void, string>();
  const openOf = (whose: string): number => [...ends.values()].filter((each) => each === whose).length;
  return {
    open(reply, whose, stillAllowed) {
      if (ends.size >= STREAMS_MAX || openOf(whose) >= STREAMS_OF_ONE_MAX) return undefined;
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...STREAM_HEADERS });
      const closed: (() => void)[] = [];
      const end = (): void => {
        if (!ends.delete(end)) return;
        clearInterval(beat);
        for (const each of closed) each();
        raw.end();
      };
      const write = (text: string): void => {
        if (raw.destroyed || raw.writableLength > WAITING_BYTES_MAX) {
          raw.destroy();
          end();
        } else raw.write(text);
      };
      const beat = setInterval(() => {
        if (stillAllowed()) write(ALIVE);
        else end();
      }, BEAT_MS);
      beat.unref();
      ends.set(end, whose);
      raw.on('close', end);
      return {
        send({ position, changed }) {
          if (!stillAllowed()) {
            end();
            return;
          }
          const shown = typeof position === 'bigint' ? Number(position) : position;
          const data = JSON.stringify({ position: shown, changed });
          write(`id: ${position.toString()}\nevent: changed\ndata: ${data}\n\n`);
        },
        onClose(what) {
          if (ends.has(end)) closed.push(what);
          else what();
        },
        end,
      };
    },
    closeAll() {
      for (const end of [...ends.keys()]) end();
    },
    count: () => ends.size,
  };
}
