import { openSystem } from './system.js';
import { systemClock } from '@misaq/application/clock.js';
import { onPools, prepare, sendAll } from './bench/workload.js';
const system = await openSystem(process.argv[2] ?? '/tmp/d2', systemClock, process.env);
await prepare(system.bus);
let from = 0;
for (let i = 0; i < Number(process.argv[3] ?? 5); i++) {
  const s = await sendAll(system.bus, onPools, from, from + 20000, 64);
  from += 20000;
  console.log(
    'commands64PerSec',
    Math.round(20000 / s),
    'rss',
    Math.round(process.memoryUsage().rss / 1e6),
    'cache',
    Math.round(system.runner.cacheBytes / 1e6),
  );
}
await system.close();
