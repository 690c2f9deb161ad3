import type { Service } from '../../composition/src/service.js';

/** What the controllers work on, as it is injected into them: `@Inject(SERVICE) service: Service`. */
export const SERVICE = Symbol('the service');
/** Where the secrets of tokens come from: `@Inject(RANDOM) random: Random`. */
export const RANDOM = Symbol('randomness');
export type { Service };

/** The key from which the secrets of webhooks are made. */
export const WEBHOOK_KEY = Symbol('webhook key');
/** Where webhooks may lead. */
export const NETWORK_RULES = Symbol('network rules');
