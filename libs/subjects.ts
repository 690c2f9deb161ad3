import type { CommandRoute, CommandTables } from '@misaq/platform/commands/command-route.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { access } from '@misaq/access/subject.js';
import { commitments } from '@misaq/commitments/subject.js';
import { credit } from '@misaq/credit/subject.js';
import { employment } from '@misaq/employment/subject.js';
import { imports } from '@misaq/imports/subject.js';
import { installation } from '@misaq/platform/commands/installation-routes.js';
import { notifications } from '@misaq/notifications/subject.js';
import { register } from '@misaq/register/subject.js';
import { workingCalendar } from '@misaq/working-calendar/subject.js';

/** The one list of subjects. */
export const SUBJECTS = [
  credit,
  commitments,
  employment,
  register,
  workingCalendar,
  access,
  notifications,
  imports,
  installation,
] as const;

type RouteOf<S> = S extends { readonly routes: readonly (infer R)[] } ? R : never;
type SentTo<R> = R extends CommandRoute<infer S> ? S : never;

/** Every command that a subject takes, with the pool or the province that it is sent to. */
export type SentCommand = SentTo<RouteOf<(typeof SUBJECTS)[number]>>;

/** Of a log without tables: nobody is known, and no webhook is counted. */
export const EMPTY_TABLES: CommandTables = {
  knownVerifiers: () => Promise.resolve([]),
  findAdmins: () => Promise.resolve([]),
  countWebhooks: () => Promise.resolve({ count: 0, position: LOG_START }),
};
