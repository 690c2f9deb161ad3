/** One fault of a node, at the next call to which it applies. `faults.mjs` has a table of its effect on each call. */
export interface Fault {
  readonly on: 'append' | 'read' | 'subscribe' | 'gossip' | 'any';
  readonly do:
    | 'drop'
    | 'dropAfter'
    | 'delay'
    | 'delayAfter'
    | 'unavailable'
    | 'timeout'
    | 'notLeader'
    | 'unreadable'
    | 'unread'
    | 'silent';
  /** Only calls on this stream. */
  readonly stream?: string;
  /** Milliseconds, for a delay. */
  readonly ms?: number;
  /** Number of calls; default 1. */
  readonly times?: number;
  /** For subscriptions: after so many events. */
  readonly events?: number;
  /** For `notLeader`: the endpoint to name; default: that of the leader. */
  readonly leader?: { readonly host: string; readonly port: number };
}

/** An event in the log of a double. */
export interface StoredEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  /** The id that the server uses. */
  readonly id: string;
  readonly type: string;
  /** The encoded answer with the event. */
  readonly bytes: Uint8Array;
}

export interface DoubleLog {
  readonly events: readonly StoredEvent[];
  stream(name: string): readonly StoredEvent[] | undefined;
  append(
    stream: string,
    expected: 'any' | 'no_stream' | 'stream_exists' | bigint,
    messages: readonly {
      id: string;
      type: string;
      data: Uint8Array;
      metadata: Uint8Array;
      contentType: string;
    }[],
  ): { kind: 'success' | 'wrong'; revision?: number; position?: bigint; current?: number };
  /** Writes an event of the server itself. */
  systemEvent(type?: string): void;
}

export interface DoubleOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  readonly ports?: readonly number[];
  /** An existing log to use. */
  readonly log?: DoubleLog;
  /** Position of the first record. Default 0. */
  readonly firstPosition?: bigint;
  /** Whether a new log begins with events of the server itself, as a real one does. Default true. */
  readonly systemEvents?: boolean;
  /** Serve over TLS with this key and certificate (PEM). */
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer };
  /** Names and passwords; without them every client has all rights. */
  readonly users?: Readonly<Record<string, string>>;
  /** False: like servers before 22.6, whose stream reads have no position. Default true. */
  readonly positionsInStreamReads?: boolean;
  /** False: a repeated append is answered without a position, as by older servers. Default true. */
  readonly idempotentPosition?: boolean;
}

export interface Double {
  readonly host: string;
  readonly port: number;
  /** Connection string for this node only. */
  readonly url: string;
  readonly up: boolean;
  readonly log: DoubleLog;
  fault(fault: Fault): void;
  clearFaults(): void;
  readonly faultsLeft: number;
  /** Breaks all connections; new ones are accepted. */
  dropConnections(): void;
  /** Every current subscription stays open and sends nothing more. */
  stallSubscriptions(): void;
  /** Makes this node the leader of its cluster. */
  lead(): void;
  /** Stops like a crash: the port is closed and every connection broken. The log is kept. */
  stop(): Promise<void>;
  /** Restarts on the same port. */
  start(): Promise<void>;
  readonly counts: {
    /** Total number of appends, and of those on a BatchAppend call. */
    readonly appends: number;
    readonly batchAppends: number;
    /** Open subscriptions, and all that ever began. */
    readonly subscriptions: number;
    readonly subscribed: number;
    /** The start position of the last one. */
    readonly subscribedAfter: bigint | 'start' | 'end' | undefined;
    /** Total number of events sent to subscriptions. */
    readonly sent: number;
  };
}

export function createDouble(options?: DoubleOptions): Promise<Double>;
export function createCluster(size: number, options?: DoubleOptions): Promise<Double[]>;
