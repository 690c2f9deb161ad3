/**
 * The double as a process of its own: prints `{"port":…,"url":…}` when it listens and then obeys lines of JSON on its
 * standard input, each answered by one line. It ends when its input ends.
 *
 *     node test/support/eventstoredb-double/main.mjs [--port N] [--nodes N]
 *
 *     {"do":"fault","fault":{"on":"append","do":"dropAfter"}}   {"do":"clearFaults"}   {"do":"dropConnections"}
 *     {"do":"stallSubscriptions"}   {"do":"stop"}   {"do":"start"}   {"do":"lead"}   {"do":"counts"}
 *     {"do":"fill","events":100000,"streams":100,"bytes":350}   {"do":"exit"}
 *
 * Each takes `"node": N` (0 unless told) where there are several.
 */
import { Buffer } from 'node:buffer';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createCluster } from './double.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, nodes: { type: 'string', default: '1' } },
});
const nodes = await createCluster(Number(values.nodes), { ports: [Number(values.port)] });
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

/** Fills the log without the network, so that a later measurement sees only reading. */
function fill({ events = 1_000, streams = 10, bytes = 350 }) {
  const { log } = nodes[0];
  const data = Buffer.from(JSON.stringify({ text: 'x'.repeat(Math.max(0, bytes - 11)) }));
  for (let index = 0; index < events; index += 1) {
    const id = `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
    const message = {
      id,
      type: 'Filled',
      data,
      metadata: Buffer.from('{}'),
      contentType: 'application/json',
    };
    log.append(`filled-${String(index % streams)}`, 'any', [message]);
  }
  return { events: log.events.length };
}

async function obey({ do: verb, node = 0, ...order }) {
  const target = nodes[node];
  switch (verb) {
    case 'fault':
      return target.fault(order.fault);
    case 'fill':
      return fill(order);
    case 'counts':
      return { ...target.counts, subscribedAfter: undefined, events: target.log.events.length };
    case 'exit':
      return process.exit(0);
    case 'clearFaults':
    case 'dropConnections':
    case 'stallSubscriptions':
    case 'stop':
    case 'start':
    case 'lead':
      await target[verb]();
      return undefined;
    default:
      throw new Error(`${String(verb)} is no order`);
  }
}

say({ port: nodes[0].port, url: nodes[0].url, ports: nodes.map(({ port }) => port) });
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  Promise.resolve()
    .then(() => obey(JSON.parse(line)))
    .then(
      (answer) => say({ ok: true, ...(answer ?? {}) }),
      (error) => say({ ok: false, error: String(error) }),
    );
});
lines.on('close', () => process.exit(0));
