import { EventStoreDBClient } from '@eventstore/db-client';
import service from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { IStreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type {
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { StoreUnavailableError } from '../port.js';
import { type BatchAppendCall, createBatchAppends } from './batch-appends.js';

type CallArguments =
  Parameters<IStreamsClient['append']> extends [infer M, infer O, unknown] ? [M, O] : never;
type ReadCall = ReturnType<IStreamsClient['read']>;

/**
 * What the client offers to its own commands, which are added to it in files of their own (`protected` in its types):
 * ours are made the same way, because its commands do not give back the bytes that were written. It brings discovery,
 * credentials, deadlines and reconnection. The version is pinned; the test of this file finds a change of them.
 */
interface ClientParts {
  callArguments(
    options: { requiresLeader?: boolean; deadline?: number },
    callOptions?: { deadline: number },
  ): CallArguments;
  GRPCStreamCreator<Call extends ReadCall | BatchAppendCall>(
    client: typeof service.StreamsClient,
    name: string,
    creator: (client: IStreamsClient) => Call,
    cache?: WeakMap<object, Call>,
  ): () => Promise<Call>;
  getGRPCClient(client: typeof service.StreamsClient, name: string): Promise<IStreamsClient>;
  handleError(client: unknown, error: Error): Promise<void>;
  createChannel(): Promise<{ close(): void }>;
}

const PARTS = [
  'callArguments',
  'GRPCStreamCreator',
  'getGRPCClient',
  'handleError',
  'createChannel',
] as const;

/** A connection to a server or a cluster. It is made at the first call, and anew after it was lost. */
export interface Connection {
  /**
   * One append as one message, to the leader, on a `BatchAppend` call that stays open. The client's own appends share
   * one map for the whole process, so that an error on one connection rejects all.
   */
  append(request: BatchAppendReq, deadlineMs: number): Promise<BatchAppendResp>;
  /**
   * One read from the leader, each answer given to `take` until it says that is enough, or the read ends. Resolves
   * whether or not it was read to its end.
   */
  read(request: ReadReq, deadlineMs: number, take: (response: ReadResp) => boolean): Promise<void>;
  /** The raw stream of a subscription, which has no deadline: whoever reads it looks after its signs of life. */
  subscribe(request: ReadReq): Promise<ReadCall>;
  close(): Promise<void>;
}

/** @throws Error when the connection string is none. */
export function connect(url: string): Connection {
  const client = EventStoreDBClient.connectionString(url);
  const parts = client as unknown as ClientParts;
  for (const name of PARTS) {
    if (typeof parts[name] !== 'function')
      throw new Error(
        `@eventstore/db-client has no ${name} any more: see libs/platform/event-store/eventstoredb`,
      );
  }
  const appends = createBatchAppends();
  let channel: { close(): void } | undefined;
  let closed = false;

  // It is called without being awaited and waits for the next channel: were discovery to fail then, the rejection
  // would be nobody's and end the process.
  const handleError = parts.handleError.bind(parts);
  parts.handleError = (failed, error) => handleError(failed, error).catch(() => undefined);
  const createChannel = parts.createChannel.bind(parts);
  parts.createChannel = async () => {
    const made = await createChannel();
    channel = made;
    if (closed) made.close();
    return made;
  };

  /** How many calls have been answered; whatever the answer, the server was there. */
  let answered = 0;

  /**
   * Leaves a server that does not answer, so that the next call looks for one that does: the client does so by itself
   * only when a connection breaks, which a frozen server's does after its keep-alive has failed.
   */
  function leave(streams: IStreamsClient): void {
    const lost = Object.assign(new Error('no answer in time'), { code: UNAVAILABLE, details: '' });
    // The channel ends no call that is open on it.
    appends.end(streams, lost);
    void parts.handleError(streams, lost);
  }

  /** Bounds a call as a whole, the search for a server included. */
  async function bounded<T>(
    deadlineMs: number,
    call: (used: (streams: IStreamsClient) => void, expired: () => boolean) => Promise<T>,
  ): Promise<T> {
    let streams: IStreamsClient | undefined;
    const before = answered;
    try {
      const answer = await within(deadlineMs, (expired) => call((client) => (streams = client), expired));
      answered += 1;
      return answer;
    } catch (error) {
      if (!isDeadline(error)) answered += 1;
      // A server that answers others is slow, not gone: connecting anew would only add to its work.
      else if (streams !== undefined && answered === before) leave(streams);
      throw error;
    }
  }

  return {
    append(request, deadlineMs) {
      return bounded(deadlineMs, async (used, expired) => {
        const open = parts.GRPCStreamCreator(
          service.StreamsClient,
          'batchAppend',
          (client) => {
            const [metadata, options] = parts.callArguments({ requiresLeader: true }, { deadline: Infinity });
            return client.batchAppend(metadata, options);
          },
          appends.calls,
        );
        const streams = await parts.getGRPCClient(service.StreamsClient, 'batchAppend');
        used(streams);
        const call = await open();
        // Discovery may take longer than the call was given: then nothing may be sent any more.
        if (expired()) throw new DeadlineError(deadlineMs);
        return appends.send(call, request);
      });
    },
    read(request, deadlineMs, take) {
      return bounded(deadlineMs, async (used, expired) => {
        const create = parts.GRPCStreamCreator(service.StreamsClient, 'read', (streams) => {
          used(streams);
          const [metadata, options] = parts.callArguments({ requiresLeader: true, deadline: deadlineMs });
          return streams.read(request, metadata, options);
        });
        const call = await create();
        await new Promise<void>((resolve, reject) => {
          call.on('error', reject);
          call.on('end', resolve);
          call.on('data', (response: ReadResp) => {
            try {
              if (take(response) && !expired()) return;
              call.removeAllListeners('data');
              call.cancel();
              resolve();
            } catch (error) {
              call.cancel();
              reject(error instanceof Error ? error : new Error(String(error)));
            }
          });
        });
      });
    },
    subscribe(request) {
      return parts.GRPCStreamCreator(service.StreamsClient, 'subscribe', (streams) => {
        const [metadata, options] = parts.callArguments({}, { deadline: Infinity });
        return streams.read(request, metadata, options);
      })();
    },
    async close() {
      closed = true;
      await client.dispose();
      channel?.close();
    },
  };
}

const DEADLINE_EXCEEDED = 4;
const UNAVAILABLE = 14;

function isDeadline(error: unknown): boolean {
  if (error instanceof DeadlineError) return true;
  return error instanceof Error && 'code' in error && error.code === DEADLINE_EXCEEDED;
}

class DeadlineError extends Error {
  constructor(ms: number) {
    super(`no answer within ${String(ms)} ms`);
  }
}

/**
 * Bounds a call as a whole. Its own deadline begins when there is a connection; to find one may take long.
 * `expired()` tells the work whether nobody waits for it any more.
 */
function within<T>(ms: number, work: (expired: () => boolean) => Promise<T>): Promise<T> {
  let expired = false;
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      expired = true;
      reject(new DeadlineError(ms));
    }, ms);
    work(() => expired)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
      });
  });
}

/** Where a connection string leads, without its credentials. @throws StoreUnavailableError when it is none. */
export function addressOf(url: string): string {
  const match = /^esdb(?:\+discover)?:\/\/(?:[^@/]*@)?(?<hosts>[^/?@]+)(?:[/?]|$)/.exec(url.trim());
  const hosts = match?.groups?.hosts;
  if (hosts === undefined) {
    throw new StoreUnavailableError(
      'the address of EventStoreDB is no connection string (esdb://host:port or esdb+discover://name, see MISAQ_EVENT_STORE_URL)',
    );
  }
  return hosts;
}
