/* Made by `node tools/command-lines.mjs` of the list of subjects (subjects.ts). */
import { commandLine as access } from '@misaq/access/command-line.js';
import { commandLine as commitments } from '@misaq/commitments/command-line.js';
import { commandLine as credit } from '@misaq/credit/command-line.js';
import { commandLine as employment } from '@misaq/employment/command-line.js';
import { commandLine as history } from '@misaq/platform/history/command-line.js';
import { commandLine as register } from '@misaq/register/command-line.js';
import { commandLine as workingCalendar } from '@misaq/working-calendar/command-line.js';
import type { CommandLine } from '@misaq/platform/command-line/verb.js';

/** What the subjects have on the command line. */
export const COMMAND_LINES: readonly CommandLine[] = [
  access,
  commitments,
  credit,
  employment,
  history,
  register,
  workingCalendar,
];
