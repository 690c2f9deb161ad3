import { setPriority } from 'node:os';
import { ATTACKS, type Tally, type Target } from './attacks.js';

/*
 * Runs one attack (`node attack-process.js NAME TARGET`) until it is told to stop, then reports the results of its requests.
 * It is nicer than the server and the client that is measured: on a small machine it would otherwise take their cores.
 */

const NICER = 5;

const [name = '', target = '{}'] = process.argv.slice(2);
const attack = ATTACKS.find((each) => each.name === name);
if (attack === undefined) throw new Error(`there is no attack ${name}`);
setPriority(NICER);
const stopping = new AbortController();
process.once('message', () => {
  stopping.abort();
});
// The parent process has ended, and with it the server that would answer.
process.once('disconnect', () => process.exit());
const tally: Tally = { answered: 0, refused: 0, cutOff: 0 };
await attack.run(JSON.parse(target) as Target, stopping.signal, tally);
if (process.connected) process.send?.(tally, () => process.exit());
