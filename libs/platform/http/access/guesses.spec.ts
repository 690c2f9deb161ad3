import type { FastifyRequest } from 'fastify';
import { newToken, systemRandom } from '@misaq/platform/node/tokens.js';
import { createGuesses } from './guesses.js';
import { RefusedError } from '../answer/refused.js';

const PER_MINUTE = 4;
const from = (ip: string): FastifyRequest => ({ ip }) as FastifyRequest;

function guessing() {
  const [pauses, lines]: [number[], unknown[]] = [[], []];
  let nowMs = 0;
  const guesses = createGuesses(
    PER_MINUTE,
    { warn: (line: unknown) => void lines.push(line) },
    {
      now: () => nowMs,
      pause: (ms) => {
        pauses.push(ms);
        return Promise.resolve();
      },
    },
  );
  return { guesses, pauses, lines, pass: (ms: number) => void (nowMs += ms) };
}

describe('a guess', () => {
  it('is answered later the more of them came from its address, and beyond the last one not at all', async () => {
    const { guesses, pauses } = guessing();
    for (let n = 0; n < PER_MINUTE; n += 1) await guesses.made(from('10.0.0.1'), 'x');
    expect(pauses).toEqual([500, 1_000, 1_500, 2_000]);
    await expect(guesses.made(from('10.0.0.1'), 'x')).rejects.toThrow(RefusedError);
    expect(() => {
      guesses.assertFewer(from('10.0.0.1'));
    }).toThrow(RefusedError);
    expect(pauses).toHaveLength(PER_MINUTE);
  });

  it('delays no other address, and the next minute begins anew', async () => {
    const { guesses, pauses, pass } = guessing();
    for (let n = 0; n < PER_MINUTE; n += 1) await guesses.made(from('10.0.0.1'), 'x');
    await guesses.made(from('10.0.0.2'), 'x');
    pass(60_000);
    await guesses.made(from('10.0.0.1'), 'x');
    expect(pauses.slice(PER_MINUTE)).toEqual([500, 500]);
  });

  it('is logged with its address and the id of the token that is meant, and with no secret', async () => {
    const { guesses, lines } = guessing();
    const { text, tokenId } = newToken(systemRandom);
    await guesses.made(from('10.0.0.1'), text);
    await guesses.made(from('10.0.0.1'), 'no token at all');
    for (let n = 2; n < PER_MINUTE + 3; n += 1)
      await guesses.made(from('10.0.0.1'), 'x').catch(() => undefined);
    expect(lines.slice(0, 2)).toEqual([
      { address: '10.0.0.1', token: tokenId, guesses: 1, held: false },
      { address: '10.0.0.1', token: null, guesses: 2, held: false },
    ]);
    // The log says once that the address is held, and does not grow beyond that.
    expect(lines).toHaveLength(PER_MINUTE + 1);
    expect(lines.at(-1)).toMatchObject({ held: true });
  });
});
