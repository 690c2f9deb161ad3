import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Which requests of a connection were received whole and wait for their answers. */
export interface PipelinedAnswers {
  watch(server: Server): void;
  /** In the order in which they are answered. */
  on(socket: Socket): readonly ServerResponse[];
}

/** A client may send the next request before the last one is answered; what is said to it must come in order. */
export function createPipelinedAnswers(): PipelinedAnswers {
  const all = new WeakMap<Socket, Set<ServerResponse>>();
  return {
    watch(server) {
      server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
        const responses = all.get(socket) ?? new Set();
        all.set(socket, responses.add(response));
        response.once('close', () => {
          responses.delete(response);
        });
      });
    },
    on: (socket) => [...(all.get(socket) ?? [])].filter(({ req }) => req.complete),
  };
}
