import type { Actor } from '@misaq/platform/kernel/actor.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { readStored } from '@misaq/platform/kernel/stored-event.fixture.js';
import { allocate, applicationOn, introduce, POOL, PROVINCE, wholeLog } from './application.fixture.js';
import { registerJob } from '@misaq/employment/due/cut-off-acts.fixture.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { SentCommand } from './command-route.js';

/** An officer of an organisation in a province. */
const officer = (province: string | undefined): Actor => ({
  id: 'officer-1',
  name: 'Officer',
  role: 'agency',
  organisation: 'behzisti',
  ...(province !== undefined && { province }),
});

async function sample() {
  const store = createInMemoryEventStore();
  const application = applicationOn(store);
  await application.registerAll();
  await application.pool(allocate('A1', 'behzisti', 10_000n));
  await application.pool(introduce('F1'));
  const { router, envelope } = application;
  await router.send({ command: registerJob('J1') }, envelope(), 'http');
  const send = (sent: SentCommand, by: Actor) => router.send(sent, envelope(by), 'http');
  return { store, send };
}

describe('An officer of an agency acts in the province whose register knows the agency', () => {
  it('and the recorded actor names that province', async () => {
    const { store, send } = await sample();
    expect(await send({ pool: POOL, command: introduce('F2') }, officer(PROVINCE))).toMatchObject({
      kind: 'done',
    });
    const recorded = (await wholeLog(store)).at(-1);
    expect(readStored(recorded!).metadata.actor).toMatchObject({
      organisation: 'behzisti',
      province: PROVINCE,
    });
  });

  it('and is refused by name in another province, whichever sender passes the command on', async () => {
    const { send, store } = await sample();
    const before = (await wholeLog(store)).length;
    expect(await send({ pool: POOL, command: introduce('F3') }, officer('gilan'))).toEqual({
      kind: 'refused',
      refusal: {
        name: 'not_own',
        figures: {
          act: 'introduce',
          role: 'agency',
          own: 'behzisti',
          ownProvince: 'gilan',
          province: PROVINCE,
        },
      },
    });
    expect(await send({ command: registerJob('J2') }, officer('gilan'))).toMatchObject({
      refusal: {
        name: 'not_own',
        figures: { act: 'register-job', ownProvince: 'gilan', province: PROVINCE },
      },
    });
    expect(await wholeLog(store)).toHaveLength(before);
  });

  it('and is not told where a thing is that the officer looked for in the wrong province', async () => {
    const { send } = await sample();
    const hidden = { name: 'not_own', figures: { role: 'agency', own: 'behzisti', owner: null } };
    const end = { type: 'EndJob', jobId: 'J1', endedOn: plainDate('2022-12-20') } as const;
    expect(await send({ command: end }, officer('gilan'))).toMatchObject({
      refusal: { ...hidden, figures: { ...hidden.figures, act: 'end-job' } },
    });
    const ofNobody = { ...end, jobId: 'J9' };
    const [there, nowhere] = [
      await send({ command: end }, officer('gilan')),
      await send({ command: ofNobody }, officer('gilan')),
    ];
    expect(nowhere).toEqual(there);
  });

  it('and an actor without a known province is limited by the id of the agency alone', async () => {
    const { send } = await sample();
    expect(await send({ pool: POOL, command: introduce('F4') }, officer(undefined))).toMatchObject({
      kind: 'done',
    });
  });
});
