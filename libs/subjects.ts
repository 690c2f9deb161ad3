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
import type { Subject, SubjectList } from '@misaq/platform/subjects/subject.js';
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
export const ALL_SUBJECTS: SubjectList = { subjects: SUBJECTS, module: import.meta.url };
