import type { CommandLine } from '@misaq/platform/command-line/verb.js';
import type { CommandSubject } from '@misaq/platform/commands/command-route.js';
import type { ImportKindDefinition } from '@misaq/platform/imports/import-kind.js';
import { type CataloguedSubject, fillCatalogue } from '@misaq/platform/kernel/catalogue.js';
import { knowImportKinds } from '@misaq/platform/imports/import-kinds.js';
import type { BoardSubject } from '@misaq/platform/questions/board.js';
import type { ActTables } from './command-tables.js';

/** A class of which Nest makes routes. */
export type Controller = new (...parts: never[]) => object;

/**
 * A subject of the business, as one value. The programs are given a list of these (`libs/subjects.ts`) and derive from it
 * whatever they know of subjects.
 */
export interface Subject extends CommandSubject, BoardSubject, CataloguedSubject {
  readonly name: string;
  /** Its kinds of files, by the name that they have in addresses and on the command line. */
  readonly importKinds?: Readonly<Record<string, ImportKindDefinition>>;
  readonly tables?: ActTables;
  /** The controllers of the API. They are loaded when a server starts: the command line does without. */
  readonly http?: () => Promise<readonly Controller[]>;
  /** Its verbs, and where its commands go over a server. */
  readonly commandLine?: CommandLine;
}

/** The controllers of all subjects. */
export async function controllersOf(
  subjects: readonly Pick<Subject, 'name' | 'http'>[],
): Promise<readonly Controller[]> {
  return (await Promise.all(subjects.map(async ({ http }) => (await http?.()) ?? []))).flat();
}

const MADE = Symbol('made by subjectList');

/** The subjects that a program is given. Only {@link subjectList} makes one. */
export interface SubjectList {
  readonly [MADE]: true;
  readonly subjects: readonly Subject[];
  /**
   * Address of the module whose `ALL_SUBJECTS` is this list, as it was built: threads of the program load it. Work that
   * threads could do is done between other work when it is left out.
   */
  readonly module?: string;
}

/** Makes the list of a program, and puts it in use. */
export function subjectList(subjects: readonly Subject[], module?: string): SubjectList {
  const list: SubjectList = { [MADE]: true, subjects, ...(module !== undefined && { module }) };
  putInUse(list);
  return list;
}

/**
 * From here on, everything that knows an event, a refusal or a kind of files by its name looks at this list. A process
 * that has one list puts it in use by making it. Whatever is opened with a list puts that one in use.
 */
export function putInUse({ subjects }: SubjectList): void {
  fillCatalogue(subjects);
  knowImportKinds(subjects);
}

/** The subjects of a thread: those of the module that the program was given. */
export async function subjectsOf(module: string): Promise<readonly Subject[]> {
  const { ALL_SUBJECTS } = (await import(module)) as { readonly ALL_SUBJECTS: SubjectList };
  return ALL_SUBJECTS.subjects;
}
