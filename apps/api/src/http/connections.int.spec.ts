import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { boundConnections } from '@misaq/platform/http/access/connections.js';
import { createPipelinedAnswers } from '@misaq/platform/http/request/pipelined-answers.js';

describe('When all places for connections are taken', () => {
  let server: Server;
  const sockets: Socket[] = [];
  beforeEach(async () => {
    server = createServer((_request, response) => response.end());
    const owed = createPipelinedAnswers();
    owed.watch(server);
    boundConnections(server, { most: 10, mostOfOne: Infinity, isProxy: () => false }, owed);
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  async function open(localAddress: string): Promise<Socket> {
    const { port } = server.address() as AddressInfo;
    const socket = connect({ host: '127.0.0.1', port, localAddress });
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  async function openAndAsk(localAddress: string): Promise<Socket> {
    const socket = await open(localAddress);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(socket, 'data');
    return socket;
  }

  const cutOff = (some: readonly Socket[]): number => some.filter(({ destroyed }) => destroyed).length;

  it('those give theirs up that were never answered, and not a client that keeps many between its requests', async () => {
    const client = [];
    for (let n = 0; n < 5; n += 1) client.push(await openAndAsk('127.0.0.1'));
    const silent = [];
    for (const address of ['127.0.0.2', '127.0.0.2', '127.0.0.2', '127.0.0.3', '127.0.0.3'])
      silent.push(await open(address));
    const newcomers = [await openAndAsk('127.0.0.4'), await openAndAsk('127.0.0.5')];
    await pause(100);
    expect([cutOff(client), cutOff(silent), cutOff(newcomers)]).toEqual([0, 2, 0]);
  });

  it('the address with the most gives one up when all were answered', async () => {
    const client = [];
    for (let n = 0; n < 8; n += 1) client.push(await openAndAsk('127.0.0.1'));
    const other = [await openAndAsk('127.0.0.2'), await openAndAsk('127.0.0.2')];
    const newcomer = await openAndAsk('127.0.0.3');
    await pause(100);
    expect([cutOff(client), cutOff(other), cutOff([newcomer])]).toEqual([1, 0, 0]);
  });
});
