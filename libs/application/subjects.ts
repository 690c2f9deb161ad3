import type { CommandRoute } from './command-route.js';
import { access } from './subjects/access.js';
import { commitments } from './subjects/commitments.js';
import { credit } from './subjects/credit.js';
import { employment } from './subjects/employment.js';
import { imports } from './subjects/imports.js';
import { installation } from './subjects/installation.js';
import { notifications } from './subjects/notifications.js';
import { register } from './subjects/register.js';
import { workingCalendar } from './subjects/working-calendar.js';

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
