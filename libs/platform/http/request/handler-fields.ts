import { PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Controller } from '@misaq/platform/subjects/subject.js';
import type { RequestClass } from './declared.js';

/** The classes by which a handler reads the parts of an address; undefined for a part that it does not read. */
export interface HandlerFields {
  readonly path: RequestClass | undefined;
  readonly query: RequestClass | undefined;
}

/**
 * How the handlers of controllers read what they are asked, by the path of the route. Read from what the decorators
 * note, so that whoever asks a question by its address reads it as the route does.
 */
export function handlerFields(controllers: readonly Controller[]): ReadonlyMap<string, HandlerFields> {
  const found = new Map<string, HandlerFields>();
  for (const controller of controllers) {
    const prototype = controller.prototype as object;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const handler = Reflect.get(prototype, name) as object;
      const path: unknown = Reflect.getMetadata(PATH_METADATA, handler);
      if (typeof path !== 'string') continue;
      const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
      found.set(routePath(base, path), fieldsOf(controller, prototype, name));
    }
  }
  return found;
}

/** `/api/v1/pools/:pool`, of `api/v1/pools` and `:pool`. */
function routePath(...parts: readonly string[]): string {
  const words = parts.flatMap((part) => part.split('/')).filter((word) => word !== '');
  return `/${words.join('/')}`;
}

function fieldsOf(controller: Controller, prototype: object, name: string): HandlerFields {
  const types = Reflect.getMetadata('design:paramtypes', prototype, name) as readonly RequestClass[];
  const kinds = Object.entries(
    (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, { index: number }>,
  );
  // Keys are `<type of the parameter>:<its place>`.
  const ofKind = (kind: RouteParamtypes): RequestClass | undefined => {
    const place = kinds.find(([key]) => key.startsWith(`${String(kind)}:`))?.[1].index;
    return place === undefined ? undefined : types[place];
  };
  return { path: ofKind(RouteParamtypes.PARAM), query: ofKind(RouteParamtypes.QUERY) };
}
