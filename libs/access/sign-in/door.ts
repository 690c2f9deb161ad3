/** What happened at the door; it stands beside the log and not in it. */
export const DOOR_KINDS = [
  'signed-in',
  'sign-in-failed',
  'held-back',
  'office-chosen',
  'confirmed',
  'confirmation-failed',
  'session-ended',
  'link-issued',
  'link-refused',
  'password-set',
  'factor-set',
  'factor-removed',
  'factor-required',
  'provider-refused',
] as const;
export type DoorKind = (typeof DOOR_KINDS)[number];

export interface DoorHappening {
  readonly kind: DoorKind;
  /** Absent where no account of that name exists: what was typed instead may be a password. */
  readonly account?: string;
  readonly principalId?: string;
  readonly role?: string;
  readonly sessionId?: string;
  /** Where it came from. */
  readonly address?: string;
  /** Who did it, where that is somebody else than the holder of the account. */
  readonly by?: string;
  /** What else is to be known, such as why a session ended. */
  readonly reason?: string;
}

export interface DoorEntry extends DoorHappening {
  /** They count up; the newest has the highest. */
  readonly entry: number;
  /** ISO instant, UTC. */
  readonly at: string;
}

/** Kinds that anybody can bring about, without being let in. A flood of them displaces nothing else. */
export const OF_STRANGERS: readonly DoorKind[] = [
  'sign-in-failed',
  'held-back',
  'link-refused',
  'provider-refused',
];

/** Entries that are kept, of strangers and of all others. */
export const DOOR_ENTRIES_MAX = { strangers: 20_000, others: 100_000 } as const;

export interface DoorPage {
  /** Newest first. */
  readonly entries: readonly DoorEntry[];
  readonly total: number;
}

export interface Door {
  readonly note: (happening: DoorHappening) => void;
  /** @param before only entries before this one */
  page(asked: { readonly account?: string; readonly before?: number; readonly limit: number }): DoorPage;
}
