import { LOG_START } from '@misaq/platform/event-store/port.js';
import type { ActTables } from '@misaq/platform/subjects/command-tables.js';
import { NOTIFICATIONS } from './projection.js';

/** How long a registration of a webhook waits for the tables that count the others. */
const COUNT_WAIT_MS = 1_000;

/** How many webhooks an organisation has. */
export const webhookTables: ActTables = {
  none: { countWebhooks: () => Promise.resolve({ count: 0, position: LOG_START }) },
  of: ({ models, end }) => ({
    async countWebhooks(organisation, newest) {
      const { runner, notifications } = await models();
      if (newest) await runner.waitFor(await end(), COUNT_WAIT_MS, [NOTIFICATIONS]);
      return notifications.webhookCount(organisation);
    },
  }),
};
