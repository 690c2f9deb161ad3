import type { Service } from '../../composition/src/service.js';

/** What the controllers work on, as it is injected into them: `@Inject(SERVICE) service: Service`. */
export const SERVICE = Symbol('the service');
export type { Service };
