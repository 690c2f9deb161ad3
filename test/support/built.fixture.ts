import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SUBJECTS } from '@misaq/subjects.js';
import { type SubjectList, subjectList } from '@misaq/platform/subjects/subject.js';

/* What threads load was built, also when the test that starts them was not. */

const built = (file: string): URL => pathToFileURL(resolve('dist/libs', file));

/** The subjects of Misaq, with the module that threads load. */
export const BUILT_SUBJECTS: SubjectList = subjectList(SUBJECTS, built('subjects.js').href);

/** The program of the thread that keeps the read models of a server. */
export const BUILT_MODELS_THREAD = built('platform/assembly/models-thread.js');
