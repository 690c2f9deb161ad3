import { randomUUID } from 'node:crypto';
import { schedulerContract } from '../contract.js';
import { openBullMqScheduler } from './bullmq-scheduler.js';
import { describeWithRedis, startRedis, type TestRedis } from './redis-server.fixture.js';

describeWithRedis('on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  schedulerContract('BullMQ', async () => {
    const prefix = `misaq-test-${randomUUID()}`;
    const scheduler = await openBullMqScheduler({ url: redis.url, clock: Date, prefix });
    return {
      scheduler,
      async close() {
        await scheduler.close();
        await redis.remove(prefix);
      },
    };
  });
});
