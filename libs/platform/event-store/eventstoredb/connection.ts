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
 * Parts of the client that its own commands use (`protected` in its types). The adapter has its own commands, because
 * those of the client do not return the stored bytes. The client still provides discovery, credentials, deadlines and
 * reconnection. Its version is pinned, and the test of this file detects changes of these parts.
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

/** A connection to a server or a cluster. It is opened at the first call, and again after it was lost. */
export interface Connection {
  /**
   * Sends one append as one message to the leader, on a `BatchAppend` call that stays open. The client's own appends
   * share one map for the whole process, so that an error on one connection would reject all.
   */
  append(request: BatchAppendReq, deadlineMs: number): Promise<BatchAppendResp>;
  /**
   * One read from the leader. Passes each answer to `take` until `take` returns false or the read ends. Then resolves.
   */
  read(request: ReadReq, deadlineMs: number, take: (response: ReadResp) => boolean): Promise<void>;
  /** The raw stream of a subscription. It has no deadline: its reader must watch for signs of life. */
  subscribe(request: ReadReq): Promise<ReadCall>;
  close(): Promise<void>;
}

/** @throws Error when the connection string is invalid. */
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

  // The client calls this method without awaiting it, and it waits for the next channel. If discovery failed then, an
  // unhandled rejection would end the process.
  const handleError = parts.handleError.bind(parts);
  parts.handleError = (failed, error) => handleError(failed, error).catch(() => undefined);
  const createChannel = parts.createChannel.bind(parts);
  parts.createChannel = async () => {
    const made = await createChannel();
    channel = made;
    if (closed) made.close();
    return made;
  };

  /** Number of answered calls. Any answer, also an error, shows that the server is there. */
  let answered = 0;

  /**
   * Disconnects from a server that does not answer, so that the next call looks for another. The client does so itself
   * only when a connection breaks. The connection of a frozen server breaks only after its keep-alive has failed.
   */
  function leave(streams: IStreamsClient): void {
    const lost = Object.assign(new Error('no answer in time'), { code: UNAVAILABLE, details: '' });
    // Closing the channel does not end calls that are open on it.
    appends.end(streams, lost);
    void parts.handleError(streams, lost);
  }

  /** Limits the total time of a call, including discovery. */
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
      // A server that answers other calls is slow, not gone. Reconnecting would only add to its load.
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
        // Discovery may take longer than the deadline of the call. Nothing may be sent after that.
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
 * Limits the total time of a call. The client's own deadline starts only with a connection, and finding one may take
 * long. `expired()` tells the work whether the caller has given up.
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

/** The address in a connection string, without its credentials. @throws StoreUnavailableError when it is invalid. */
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
