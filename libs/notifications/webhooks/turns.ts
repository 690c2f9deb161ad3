import { WEBHOOKS_OF_ONE_MAX } from '../domain/webhook.js';
import type { RecordedOrganisation } from '../domain/webhook-events.js';

/** The answer to a delivery that asks to begin. */
export type Turn =
  | { readonly kind: 'now'; readonly leave: () => void }
  /** Ask again after this many milliseconds. */
  | { readonly kind: 'later'; readonly afterMs: number };

export interface Turns {
  /** @param url the URL of the webhook; deliveries to one host and port wait for each other */
  readonly enter: (webhookId: string, organisation: RecordedOrganisation, url: string) => Turn;
  /** The webhook has nothing more to deliver. */
  readonly forget: (webhookId: string, url: string) => void;
}

/** An organisation may begin this many deliveries at once, and then one in each interval: 50 a second. */
const BURST = WEBHOOKS_OF_ONE_MAX;
const INTERVAL_MS = 20;
/** Maximum number of running deliveries of one organisation: receivers that never answer must not take all places. */
const UNDER_WAY_OF_ONE_MAX = 2 * WEBHOOKS_OF_ONE_MAX;
/** Waiting time before a delivery asks again. It grows with the number of waiting deliveries. */
const ASK_AGAIN_MS = { least: 100, each: 20, most: 30_000 } as const;
const ORGANISATIONS_KEPT = 1_000;

interface Lane {
  underWay: number;
  readonly waiting: Set<string>;
}

interface FlushThrottle {
  readonly lane: Lane;
  /** When the last granted delivery would begin if deliveries were spread evenly (ms). */
  grantedMs: number;
}

/**
 * Decides which deliveries of this process may begin. Each address is called by one delivery at a time. The log of an
 * older version may have thousands of webhooks of one organisation. Each delivery is recorded, and all at once would
 * delay every other command. So the deliveries of one organisation are spread over time.
 *
 * @param now monotonic milliseconds
 */
export function createTurns(now: () => number = () => performance.now()): Turns {
  const addresses = new Map<string, Lane>();
  const organisations = new Map<string, FlushThrottle>();
  /** When a webhook that waits for the rate of its organisation may begin. */
  const granted = new Map<string, number>();
  /** The lane in which a webhook waits. */
  const waitingIn = new Map<string, Lane>();

  function wait(webhookId: string, lane: Lane): Turn {
    stopWaiting(webhookId);
    lane.waiting.add(webhookId);
    waitingIn.set(webhookId, lane);
    const { least, each, most } = ASK_AGAIN_MS;
    return { kind: 'later', afterMs: Math.min(least + each * lane.waiting.size, most) };
  }

  function stopWaiting(webhookId: string): void {
    waitingIn.get(webhookId)?.waiting.delete(webhookId);
    waitingIn.delete(webhookId);
  }

  function paceOf(key: string): FlushThrottle {
    let pace = organisations.get(key);
    if (pace === undefined) {
      pace = { lane: newLane(), grantedMs: 0 };
      organisations.set(key, pace);
    }
    return pace;
  }

  function isIdle({ lane, grantedMs }: FlushThrottle): boolean {
    return lane.underWay === 0 && lane.waiting.size === 0 && grantedMs < now();
  }

  function forgetIdle(address: string): void {
    const lane = addresses.get(address);
    if (lane !== undefined && lane.underWay + lane.waiting.size === 0) addresses.delete(address);
    if (organisations.size <= ORGANISATIONS_KEPT) return;
    for (const [key, pace] of organisations) if (isIdle(pace)) organisations.delete(key);
  }

  /** The time at which the next delivery of an organisation may begin. */
  function grant(pace: FlushThrottle): number {
    const begin = Math.max(now(), pace.grantedMs);
    pace.grantedMs = begin + INTERVAL_MS;
    return begin - (BURST - 1) * INTERVAL_MS;
  }

  return {
    enter(webhookId, { province, kind, id }, url) {
      const address = addressOf(url);
      const lane = addresses.get(address) ?? newLane();
      const pace = paceOf(JSON.stringify([province, kind, id]));
      addresses.set(address, lane);
      if (lane.underWay > 0) return wait(webhookId, lane);
      if (pace.lane.underWay >= UNDER_WAY_OF_ONE_MAX) return wait(webhookId, pace.lane);
      const beginMs = granted.get(webhookId) ?? grant(pace);
      if (beginMs > now()) {
        granted.set(webhookId, beginMs);
        forgetIdle(address);
        return { kind: 'later', afterMs: Math.ceil(beginMs - now()) };
      }
      granted.delete(webhookId);
      stopWaiting(webhookId);
      lane.underWay += 1;
      pace.lane.underWay += 1;
      return {
        kind: 'now',
        leave: () => {
          lane.underWay -= 1;
          pace.lane.underWay -= 1;
          forgetIdle(address);
        },
      };
    },
    forget(webhookId, url) {
      granted.delete(webhookId);
      stopWaiting(webhookId);
      forgetIdle(addressOf(url));
    },
  };
}

function newLane(): Lane {
  return { underWay: 0, waiting: new Set() };
}

/** Host and port of a URL. An invalid URL is refused when it is called. */
function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
