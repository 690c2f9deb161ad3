import type { CommandLine } from '@misaq/platform/command-line/verb.js';
import type { CommandSubject } from '@misaq/platform/commands/command-route.js';
import type { Fact } from '@misaq/platform/kernel/facts.js';
import type { Refusals } from '@misaq/platform/kernel/refusals.js';
import type { BoardSubject } from '@misaq/platform/questions/board.js';
import type { ActTables } from './command-tables.js';

/** A class of which Nest makes routes. */
export type Controller = new (...parts: never[]) => object;

/**
 * A subject of the business, as one value. The programs are given a list of these (`libs/subjects.ts`) and derive from it
 * whatever they know of subjects.
 */
export interface Subject extends CommandSubject, BoardSubject {
  readonly name: string;
  /** What people are told about its events, by their type. */
  readonly facts: Readonly<Record<string, Fact<never>>>;
  readonly refusals: Refusals;
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

/** The subjects that a program is given. */
export interface SubjectList {
  readonly subjects: readonly Subject[];
  /**
   * Address of the module whose `ALL_SUBJECTS` is this list, as it was built: threads of the program load it. Work that
   * threads could do is done between other work when it is left out.
   */
  readonly module?: string;
}

/** The subjects of a thread: those of the module that the program was given. */
export async function subjectsOf(module: string): Promise<readonly Subject[]> {
  const { ALL_SUBJECTS } = (await import(module)) as { readonly ALL_SUBJECTS: SubjectList };
  return ALL_SUBJECTS.subjects;
}
