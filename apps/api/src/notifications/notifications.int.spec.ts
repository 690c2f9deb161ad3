import { remindersAggregate } from '@misaq/notifications/aggregate.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { SYSTEM_ACTOR } from '@misaq/platform/commands/installation.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { type Api, openApi, POOL, PROVINCE } from '../api.fixture.js';

describe('The feed of a bank', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  /** The bank is reminded that applicants of an agency wait at it. */
  async function remind(): Promise<void> {
    const result = await api.service.runner.execute(
      remindersAggregate,
      streams.reminders(POOL),
      {
        type: 'RemindOfDeadline',
        pool: POOL,
        lotId: 'note16-1401-behzisti-1',
        agency: 'behzisti',
        deadline: plainDate('2023-01-30'),
        mark: 5,
        workingDaysLeft: 5,
        provisional: false,
        unpaidRial: '10',
        on: plainDate('2023-01-22'),
        waiting: [{ bank: 'bank-melli', facilities: 1, waitingRial: '10' }],
      },
      { commandId: newCommandId(api.now()), actor: SYSTEM_ACTOR },
      () => undefined,
    );
    expect(result.kind).toBe('done');
    await api.caughtUp();
  }

  it('calls an agency by the name that the register has now, also after it was asked for before', async () => {
    await remind();
    const sentence = async (): Promise<string> => {
      const { json } = await api.request('GET', '/api/v1/notifications', { as: 'bank-melli' });
      const [first] = json.items as { readonly text: { readonly en: string } }[];
      return first?.text.en ?? '';
    };
    expect(await sentence()).toContain('of The agency behzisti (');
    const renamed = { name: 'The Welfare Organisation', from: '2022-12-01', reason: 'merged' };
    await api.act(`/api/v1/provinces/${PROVINCE}/organisations/agency/behzisti/renamings`, 'labour', renamed);
    await api.caughtUp();
    expect(await sentence()).toContain('of The Welfare Organisation (');
  });
});
