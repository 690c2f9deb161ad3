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
      code: CODES[code] ?? code,
      message: message.slice(0, 500),
    }));
    return [...own, ...fieldErrors(children, `${field}.`)];
  });
}

/** Names that the library gives, in the manner of ours. */
const CODES: Readonly<Record<string, string>> = {
  whitelistValidation: 'unknown_field',
  unknownValue: 'not_an_object',
  nestedValidation: 'not_an_object',
};
