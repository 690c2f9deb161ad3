import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { may, outsideProvince } from '@misaq/access/domain/roles.js';
import { parsePool, provinceOfStream } from '@misaq/platform/kernel/streams.js';
import type { Asker } from './asker.js';
import type { AnyQuestion } from './question.js';
import { QuestionRefusedError } from './refused.js';

/**
 * Lets an asker ask a question: by the role, and in the province whose register knows the organisation.
 * @throws QuestionRefusedError `not_permitted`, `not_own`
 */
export function admit({ needs }: Pick<AnyQuestion, 'needs'>, asker: Asker, params: object): void {
  const forbidden = needs === 'signed-in' ? undefined : may(asker.actor, needs);
  // Whether it is the asker's own is seen where it is known whose it is.
  if (forbidden?.name === 'not_permitted') throw new QuestionRefusedError(forbidden);
  if (asker.actor.province === undefined) return;
  for (const province of provincesIn(params)) holdToProvince(asker, needs, province);
}

/**
 * Holds an officer of an agency or a bank to the province whose register knows the organisation.
 * @throws QuestionRefusedError `not_own`
 */
export function holdToProvince({ actor }: Asker, act: string, province: string): void {
  const refusal = outsideProvince(actor, act, province);
  if (refusal !== undefined) throw new QuestionRefusedError(refusal);
}

/** The provinces that parameters name, as such or by a pool or a stream of theirs. */
export function provincesIn(params: object): readonly string[] {
  const { province, pool, stream } = params as Readonly<Record<string, unknown>>;
  return [
    textOf(province),
    parsePool(textOf(pool) ?? '')?.province,
    provinceOfStream(textOf(stream) ?? ''),
  ].filter((found) => found !== undefined && found !== '') as string[];
}

/** Read as the parameters of questions are read. */
function textOf(given: unknown): string | undefined {
  return typeof given === 'string' ? asciiDigits(given).trim() : undefined;
}
