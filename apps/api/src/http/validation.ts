import { type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import { type FieldError, invalidRequest } from './refused.js';

const ERRORS_LISTED_MAX = 20;

/** Requests are checked field by field; what is not known is refused, so that a misspelt field is never lost. */
export function validation(): ValidationPipe {
  return new PresentFieldsPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidRequest(...fieldErrors(errors).slice(0, ERRORS_LISTED_MAX)),
  });
}

/** A declared field that was left out is there as `undefined` after the check, and commands know no such fields. */
class PresentFieldsPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const checked: unknown = await super.transform(value, metadata);
    if (typeof checked !== 'object' || checked === null) return checked;
    for (const [key, item] of Object.entries(checked))
      if (item === undefined) Reflect.deleteProperty(checked, key);
    return checked;
  }
}

function fieldErrors(errors: readonly ValidationError[], under = ''): FieldError[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const field = `${under}${property}`.slice(0, 200);
    const own = Object.entries(constraints).map(([code, message]) => ({
      field,
      code: CODES[code]?.code ?? code,
      message: CODES[code] === undefined ? message.slice(0, 500) : `${field} ${CODES[code].words}`,
    }));
    return [...own, ...fieldErrors(children, `${field}.`)];
  });
}

/** What the library finds by itself, in our words. */
const CODES: Readonly<Record<string, { readonly code: string; readonly words: string }>> = {
  whitelistValidation: { code: 'unknown_field', words: 'is not a field of this request.' },
  unknownValue: { code: 'not_an_object', words: 'is not an object.' },
  nestedValidation: { code: 'not_an_object', words: 'is not an object.' },
};
