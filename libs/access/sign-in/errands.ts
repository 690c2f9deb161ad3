import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { Errand } from './provider.js';
import type { Sealed } from './sealed.js';

/** What a browser was sent to the provider for. It stays with that browser, sealed, and on no node. */
export interface KeptErrand extends Errand {
  /** The page of this server to go on with. */
  readonly next: string;
  /** The session that is to be confirmed; absent where one is to begin. */
  readonly sessionId?: string;
  /** By the clock of the server, milliseconds. */
  readonly endsAtMs: number;
}

/** So long a person may take at the provider. */
export const ERRAND_MS = 10 * 60_000;
const PLACE = 'errand at the provider';

export interface Errands {
  /** For the cookie of the browser. */
  seal(errand: Omit<KeptErrand, 'endsAtMs'>): string;
  /** Undefined when this installation has not made it, and when its time is up. */
  open(text: string): KeptErrand | undefined;
}

export function createErrands(sealed: Sealed, clock: Clock): Errands {
  return {
    seal: (errand) =>
      sealed.seal(PLACE, { ...errand, endsAtMs: clock.now() + ERRAND_MS }).toString('base64url'),
    open(text) {
      const errand = sealed.open(PLACE, Buffer.from(text, 'base64url')) as KeptErrand | undefined;
      return errand !== undefined && clock.now() < errand.endsAtMs ? errand : undefined;
    },
  };
}

const HOME = '/';

/** The page asked for, where it is one of this server; the first page else. Browsers read a backslash as a slash. */
export function ownPage(asked: string | undefined): string {
  return asked !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(asked) ? asked : HOME;
}
