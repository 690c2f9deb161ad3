import { parentPort, workerData } from 'node:worker_threads';
import { ATTACKS, type Target } from './attacks.js';

/* Runs one attack beside the thread that measures, until it is told to stop. */

const { name, target } = workerData as { readonly name: string; readonly target: Target };
const attack = ATTACKS.find((each) => each.name === name);
if (attack === undefined) throw new Error(`there is no attack ${name}`);
const stopping = new AbortController();
parentPort?.once('message', () => {
  stopping.abort();
});
await attack.run(target, stopping.signal);
parentPort?.close();
