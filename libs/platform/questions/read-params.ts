import { type Fresh, freshFields } from './common-fields.js';
import { ERRORS_LISTED_MAX, type Field, readFields } from './fields.js';
import { type AnyQuestion, pathNames } from './question.js';
import { notUnderstood } from './refused.js';

/** The parts of the address of a question, as a request or a kept address has them. */
export interface AddressParts {
  readonly path: object;
  readonly query: object;
}

type NamedFields = readonly (readonly [name: string, field: Field])[];

interface Reading {
  readonly path: NamedFields;
  readonly query: NamedFields;
}

type Asked = Pick<AnyQuestion, 'path' | 'from' | 'fields'>;

/** By question: a question is read with each request. */
const readings = new WeakMap<Asked, Reading>();

/** The fields that stand in the address of a question, and those behind the question mark. */
export function fieldsIn(question: Asked): Reading {
  let found = readings.get(question);
  if (found === undefined) {
    const names = pathNames(question);
    const own = Object.entries(question.fields);
    // What is read from no table shows no position that could be waited for.
    const fresh = question.from.length === 0 ? [] : Object.entries(freshFields);
    found = {
      path: own.filter(([name]) => names.includes(name)),
      query: [...fresh, ...own.filter(([name]) => !names.includes(name))],
    };
    readings.set(question, found);
  }
  return found;
}

/**
 * Reads the parameters of a question from its address.
 * @throws QuestionRefusedError `invalid_request`, which names each faulty parameter
 */
export function readParams(question: Asked, address: AddressParts): object & Fresh {
  const { path, query } = fieldsIn(question);
  return { ...readPart(path, address.path), ...readPart(query, address.query) };
}

function readPart(fields: NamedFields, given: object): object {
  const { values, errors } = readFields(fields, given as Readonly<Record<string, unknown>>);
  if (errors.length > 0) throw notUnderstood(...errors.slice(0, ERRORS_LISTED_MAX));
  return values;
}

/**
 * Checks parameters that did not come by an address, as those of an address are checked.
 * @throws QuestionRefusedError `invalid_request`
 */
export function checkParams<Params extends object>(question: Asked, params: Params): Params {
  return readPart(Object.entries(question.fields), params) as Params;
}
