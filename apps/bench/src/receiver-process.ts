import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/* Takes what webhooks deliver (`node receiver-process.js`), in a process that measures nothing; says at which port. */

const receiver = createServer((_request, response) => response.writeHead(204).end());
receiver.listen(0, '0.0.0.0', () => {
  process.send?.((receiver.address() as AddressInfo).port);
});
process.once('disconnect', () => process.exit());
