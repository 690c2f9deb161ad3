import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { environment, ROOT } from '../e2e/misaq.fixture.js';

export interface ServedDemo {
  readonly url: string;
  stop(): Promise<void>;
}

/** `npm run demo`, until it has printed the address that a person opens. */
export async function serveDemo(folder: string): Promise<ServedDemo> {
  const child = spawn(process.execPath, ['--no-warnings', `${ROOT}/tools/run.mjs`, 'demo'], {
    cwd: ROOT,
    env: environment(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    const listen = (text: string): void => {
      said += text;
      const [, found] = /^open (http:\/\/127\.0\.0\.1:\d+\/)$/m.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.once('exit', () => {
      reject(new Error(`the demo ended: ${said}`));
    });
  });
  return {
    url,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
