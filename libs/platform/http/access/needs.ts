import { RouteConfig } from '@nestjs/platform-fastify';
import type { Act } from '@misaq/access/domain/roles.js';
import type { Form } from '../request/negotiation.js';

/**
 * What a route needs: an act of the table of roles, any principal with a good token or an office in a session, a session
 * whether an office is chosen or not, or nobody at all. It stands in the
 * route's own configuration, so that who may not is turned away before a byte of the body is read.
 */
export type Need = Act | 'signed-in' | 'session' | 'nobody';

declare module 'fastify' {
  interface FastifyContextConfig {
    needs?: Need;
    /** Takes a file as its body, as it is or as a part of a form. */
    upload?: boolean;
  }
}

/**
 * Declares what a route needs, and of a question the forms that its answer exists in. A route without it keeps the
 * server from starting. Whose thing is acted on is looked at later, where it is known: by the aggregate of a command, by
 * the scope of a question.
 */
export function Needs(needs: Need, forms?: readonly Form[]): MethodDecorator {
  return RouteConfig({ needs, ...(forms !== undefined && { forms }) });
}

/** The same for a route that takes a file. */
export function NeedsForUpload(needs: Need): MethodDecorator {
  return RouteConfig({ needs, upload: true });
}
