import { access } from '@misaq/access/subject.js';
import { commitments } from '@misaq/commitments/subject.js';
import { credit } from '@misaq/credit/subject.js';
import { employment } from '@misaq/employment/subject.js';
import { history } from '@misaq/platform/history/subject.js';
import { imports } from '@misaq/imports/subject.js';
import { installation } from '@misaq/platform/commands/installation-routes.js';
import { notifications } from '@misaq/notifications/subject.js';
import { operations } from '@misaq/operations/subject.js';
import { register } from '@misaq/register/subject.js';
import type { EventOf } from '@misaq/platform/kernel/facts.js';
import { type Subject, type SubjectList, subjectList } from '@misaq/platform/subjects/subject.js';
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
  operations,
  history,
  installation,
] as const satisfies readonly Subject[];

/** The same list, as programs are given it. */
export const ALL_SUBJECTS: SubjectList = subjectList(SUBJECTS, import.meta.url);

/** Every event of every subject. */
export type MisaqEvent = EventOf<(typeof SUBJECTS)[number]['facts']>;
