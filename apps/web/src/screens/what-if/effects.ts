import type { Schemas } from '../../api/questions.js';

type Change = Pick<Schemas['ChangeItem'], 'agency' | 'effect'>;

/** The agencies that lose and those that gain. */
export function effectsIn(
  changes: readonly Change[],
): Readonly<Record<'loses' | 'gains', readonly string[]>> {
  const of = (effect: Change['effect']) =>
    changes.filter((change) => change.effect === effect).map(({ agency }) => agency);
  return { loses: of('loses'), gains: of('gains') };
}
