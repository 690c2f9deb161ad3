import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import secureJson from 'secure-json-parse';
import { refuse, RefusedError } from '../answer/refused.js';

/** Deeper than any command, and far from what recursion over it could not bear. */
const DEPTH_MAX = 20;

/**
 * Takes JSON and nothing else: valid UTF-8, no keys that could reach a prototype, no nesting beyond what a command has.
 * Replaces what the framework would take on its own (forms, plain text).
 */
export function takeJson(server: FastifyInstance, bodyBytesMax: number): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: bodyBytesMax },
    (request, body, done) => {
      try {
        if (request.routeOptions.config.upload === true) throw refuse('unsupported_media_type');
        done(null, parse(body as Buffer));
      } catch (error) {
        done(error instanceof RefusedError ? error : refuse('invalid_body'), undefined);
      }
    },
  );
}

function parse(body: Buffer): unknown {
  // A body that is left out is an empty command: some acts have nothing to say beyond their address.
  if (body.length === 0) return {};
  if (!isUtf8(body) || depthOf(body) > DEPTH_MAX) throw refuse('invalid_body');
  const value: unknown = secureJson.parse(body.toString('utf8'), {
    protoAction: 'error',
    constructorAction: 'error',
  });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse('invalid_body');
  return value;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [OPENING_BRACKET, CLOSING_BRACKET] = [0x5b, 0x5d];
const [OPENING_BRACE, CLOSING_BRACE] = [0x7b, 0x7d];

/** How deep brackets stand in each other, outside of strings. */
function depthOf(body: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index];
    if (quoted) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === OPENING_BRACKET || byte === OPENING_BRACE) deepest = Math.max(deepest, (depth += 1));
    else if (byte === CLOSING_BRACKET || byte === CLOSING_BRACE) depth -= 1;
  }
  return deepest;
}
