/** One thing a node does wrong at the next call it fits; `faults.mjs` has the table of what each means for each call. */
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
  /** For how many calls; 1 unless told. */
  readonly times?: number;
  /** Subscriptions: after so many events. */
  readonly events?: number;
  /** Not-leader: the endpoint named; that of the leader unless told. */
  readonly leader?: { readonly host: string; readonly port: number };
}

/** Events as they stand in the log of a double. */
export interface StoredEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  /** The id as the server sees it. */
  readonly id: string;
  readonly type: string;
  /** The encoded answer that holds it. */
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
  /** Writes an event of the server's own. */
  systemEvent(type?: string): void;
}

export interface DoubleOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly ports?: readonly number[];
  /** A log to go on with. */
  readonly log?: DoubleLog;
  /** Position of the first record. Default 0. */
  readonly firstPosition?: bigint;
  /** Whether a new log begins with events of the server's own, as a real one does. Default true. */
  readonly systemEvents?: boolean;
  /** Serve over TLS with this key and certificate (PEM). */
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer };
  /** Names and passwords; without them everybody may do everything. */
  readonly users?: Readonly<Record<string, string>>;
  /** False: as servers before 22.6, whose stream reads name no position. Default true. */
  readonly positionsInStreamReads?: boolean;
  /** False: a repeated append is answered without a position, as older servers do. Default true. */
  readonly idempotentPosition?: boolean;
}

export interface Double {
  readonly host: string;
  readonly port: number;
  /** Connection string for this node alone. */
  readonly url: string;
  readonly up: boolean;
  readonly log: DoubleLog;
  fault(fault: Fault): void;
  clearFaults(): void;
  readonly faultsLeft: number;
  /** Breaks every connection there is; new ones are taken. */
  dropConnections(): void;
  /** Every subscription there is now stays open and says nothing more. */
  stallSubscriptions(): void;
  /** Makes this node the leader of its cluster. */
  lead(): void;
  /** Dies: the port is closed and every connection broken. The log is kept. */
  stop(): Promise<void>;
  /** Comes back on the same port. */
  start(): Promise<void>;
  readonly counts: {
    /** Appends in all, and those of them that came on a BatchAppend call. */
    readonly appends: number;
    readonly batchAppends: number;
    /** Subscriptions now open, and begun in all. */
    readonly subscriptions: number;
    readonly subscribed: number;
    /** Where the last of them was told to begin. */
    readonly subscribedAfter: bigint | 'start' | 'end' | undefined;
    /** Events sent to subscriptions in all. */
    readonly sent: number;
  };
}

export function createDouble(options?: DoubleOptions): Promise<Double>;
export function createCluster(size: number, options?: DoubleOptions): Promise<Double[]>;
