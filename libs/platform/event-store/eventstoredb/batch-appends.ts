import type { IStreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';

/** The call that stays open: appends are sent on it, and answers come in any order. */
export type BatchAppendCall = ReturnType<IStreamsClient['batchAppend']>;

/** The appends of one connection. */
export interface BatchAppends {
  /**
   * Sends an append on an open call. Resolves with its answer, rejects when the call ends first. An append cannot be
   * cancelled: it is one message, which the server stores whole or not at all.
   */
  send(call: BatchAppendCall, request: BatchAppendReq): Promise<BatchAppendResp>;
  /** Ends the open call of a client, if there is one. Its appends are rejected with `reason`. */
  end(client: IStreamsClient, reason: Error): void;
  /** The open call of each client. The client package reads and fills this map. */
  readonly calls: WeakMap<object, BatchAppendCall>;
}

interface Pending {
  readonly resolve: (answer: BatchAppendResp) => void;
  readonly reject: (reason: Error) => void;
}

export function createBatchAppends(): BatchAppends {
  const calls = new WeakMap<object, BatchAppendCall>();
  /** Pending appends by correlation id, separate for each call. An error on one call rejects no append of another. */
  const pendingOf = new WeakMap<BatchAppendCall, Map<string, Pending>>();

  function listenedTo(call: BatchAppendCall): Map<string, Pending> {
    const known = pendingOf.get(call);
    if (known !== undefined) return known;
    const pending = new Map<string, Pending>();
    pendingOf.set(call, pending);
    call.on('data', (answer: BatchAppendResp) => {
      const id = answer.getCorrelationId()?.getString() ?? '';
      pending.get(id)?.resolve(answer);
      pending.delete(id);
    });
    call.on('error', (error: Error) => {
      rejectAll(pending, error);
    });
    call.on('end', () => {
      rejectAll(pending, new Error('the server ended the call for appends'));
    });
    return pending;
  }

  return {
    calls,
    send(call, request) {
      const pending = listenedTo(call);
      return new Promise((resolve, reject) => {
        pending.set(request.getCorrelationId()?.getString() ?? '', { resolve, reject });
        call.write(request);
      });
    },
    end(client, reason) {
      const call = calls.get(client);
      if (call === undefined) return;
      calls.delete(client);
      rejectAll(listenedTo(call), reason);
      call.cancel();
    },
  };
}

function rejectAll(pending: Map<string, Pending>, reason: Error): void {
  for (const { reject } of pending.values()) reject(reason);
  pending.clear();
}
