import { COMMAND_LINES } from '@misaq/command-lines.js';
import { listed } from '@misaq/platform/command-line/verb.js';
import { type SubjectList, subjectList } from '@misaq/platform/subjects/subject.js';
import { SUBJECTS } from '@misaq/subjects.js';
import { resolution } from './resolution/subject.js';

/** The list of subjects with one line more. */
export const WITH_RESOLUTION: SubjectList = subjectList([...SUBJECTS, resolution]);

/** The command lines that `node tools/command-lines.mjs` makes of that list. */
export const COMMAND_LINES_WITH_RESOLUTION = [...COMMAND_LINES, listed(resolution.commandLine)];
