import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { questionOf } from './asks.js';
import { invalidRequest } from '../answer/refused.js';
import { ERRORS_LISTED_MAX, unknownField } from '@misaq/platform/questions/fields.js';

/** Which parts of a request a handler has parameters for. */
interface Declared {
  readonly query: boolean;
  readonly body: boolean;
}

/**
 * Refuses, by its name, what a request says to a handler that has no parameter for it: `?dryRun=true` at the address of
 * a command must not be dropped while the command is recorded. Parts that a handler has a parameter for are checked
 * field by field in `validation.ts`. Routes that need nobody's token are left alone: load balancers and scrapers add
 * parameters of their own.
 */
@Injectable()
export class UndeclaredParts implements CanActivate {
  readonly #declared = new Map<unknown, Declared>();

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { needs, upload } = request.routeOptions.config;
    if (needs === 'nobody') return true;
    const { query, body } = this.#declaredBy(context);
    const undeclared = [
      ...(query ? [] : namesIn(request.query)),
      // The body of an upload is a file.
      ...(body || upload === true ? [] : namesIn(request.body)),
    ];
    if (undeclared.length > 0)
      throw invalidRequest(...undeclared.slice(0, ERRORS_LISTED_MAX).map(unknownField));
    return true;
  }

  #declaredBy(context: ExecutionContext): Declared {
    const handler = context.getHandler();
    let declared = this.#declared.get(handler);
    if (declared === undefined) {
      const metadata: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler.name);
      // Keys are `<type of the parameter>:<its place>`.
      const types = Object.keys(metadata ?? {}).map((key) => Number(key.split(':', 1)[0]));
      declared = {
        // A question reads the query by its own fields, and refuses what is none of them.
        query: types.includes(RouteParamtypes.QUERY) || questionOf(handler) !== undefined,
        body: types.includes(RouteParamtypes.BODY),
      };
      this.#declared.set(handler, declared);
    }
    return declared;
  }
}

function namesIn(part: unknown): string[] {
  return typeof part === 'object' && part !== null ? Object.keys(part) : [];
}
