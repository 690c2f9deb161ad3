import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { type FieldError, invalidRequest } from './refused.js';

const ERRORS_LISTED_MAX = 20;

/** Requests are checked field by field; what is not known is refused, so that a misspelt field is never lost. */
export function validation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidRequest(...fieldErrors(errors).slice(0, ERRORS_LISTED_MAX)),
  });
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
