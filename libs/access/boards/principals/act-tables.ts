import { StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { today } from '@misaq/platform/kernel/clock.js';
import type { ActTables } from '@misaq/platform/subjects/command-tables.js';
import { ACCESS } from './projection.js';

/** How long a command about a role waits for the tables that know the admins. */
const ADMINS_WAIT_MS = 10_000;

/** Who holds the role of an admin. */
export const adminTables: ActTables = {
  none: { findAdmins: () => Promise.resolve([]) },
  of: ({ models, end, clock }) => ({
    async findAdmins() {
      const { runner, access } = await models();
      if (!(await runner.waitFor(await end(), ADMINS_WAIT_MS, [ACCESS])))
        throw new StoreUnavailableError('which admins there are could not be read in time');
      return access.admins(today(clock));
    },
  }),
};
