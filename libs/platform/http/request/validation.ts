import {
  type ArgumentMetadata,
  Injectable,
  type PipeTransform,
  ValidationPipe,
  type ValidationError,
} from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { ERRORS_LISTED_MAX, readFields } from '@misaq/platform/questions/fields.js';
import { fieldsOf, type RequestClass } from './declared.js';
import { type FieldError, invalidRequest } from '../answer/refused.js';

/**
 * Requests are checked field by field; what is not known is refused, so that a misspelt field is never lost. A field
 * that may be left out is left out as `null` too, and is then not there at all, for commands know no empty fields.
 *
 * Classes made of the fields in `fields.ts` are checked here; others by class-validator, which took a tenth of the time
 * of a command (measured) and takes names that every object inherits for known ones.
 */
@Injectable()
export class RequestPipe implements PipeTransform {
  readonly #checks = new Map<unknown, Check | undefined>();
  readonly #others = validationPipe();

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const { metatype } = metadata;
    let check = this.#checks.get(metatype);
    if (check === undefined && !this.#checks.has(metatype))
      this.#checks.set(metatype, (check = checkOf(metatype as RequestClass | undefined)));
    return check === undefined ? this.#others.transform(value, metadata) : check(value);
  }
}

type Check = (given: unknown) => object;

/** Undefined when class-validator knows of fields that are not declared. */
function checkOf(type: RequestClass | undefined): Check | undefined {
  if (type === undefined) return undefined;
  const fields = fieldsOf(type);
  const known = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  if (fields.size === 0 || known.some(({ propertyName }) => !fields.has(propertyName))) return undefined;
  const list = [...fields];
  const defaults = Object.fromEntries(Object.entries(new type()).filter(([, value]) => value !== undefined));
  return (given) => {
    const source = (given ?? {}) as Readonly<Record<string, unknown>>;
    const { values, errors } = readFields(list, source);
    if (errors.length > 0) throw invalidRequest(...errors.slice(0, ERRORS_LISTED_MAX));
    return { ...defaults, ...values };
  };
}

export function givenTwice(name: string): FieldError {
  return { field: name, code: 'given_twice', message: `${name} is given twice.` };
}

/**
 * Checks fields that came by another way than a parameter of a handler, such as those of a form.
 * @throws RefusedError `invalid_request`
 */
export function checkFields<Fields extends object>(type: new () => Fields, given: object): Fields {
  const check = checkOf(type);
  if (check === undefined) throw new Error(`${type.name} is not made of declared fields`);
  return check(given) as Fields;
}

function validationPipe(): ValidationPipe {
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
