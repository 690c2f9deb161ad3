import { openBullMqScheduler } from './bullmq-scheduler.js';
import { startRedis } from './redis-server.fixture.js';
import { until } from '../contract.js';
it('speed', async () => {
  const redis = await startRedis();
  const s = await openBullMqScheduler({ url: redis.url, clock: Date, prefix: 'x' });
  let n = 0;
  s.handle(
    'work',
    () => {
      n += 1;
      return Promise.resolve();
    },
    { concurrency: 100 },
  );
  await s.start();
  const t = Date.now();
  const N = 5000;
  for (let i = 0; i < N; i += 200)
    await Promise.all(
      Array.from({ length: 200 }, (_, k) => s.schedule({ id: `j${i + k}`, kind: 'work', dueAtMs: 0 })),
    );
  const t1 = Date.now();
  await until(() => n === N);
  console.log('scheduled/s', (N / (t1 - t)) * 1000, 'both/s', (N / (Date.now() - t)) * 1000);
  await s.close();
  await redis.stop();
});
