import { commandLine } from './command-line.js';
import { jobFacts, personFacts } from './domain/facts.js';
import { jobRefusals, personRefusals } from './domain/refusals.js';
import type { AbandonRegistration, JobCommand, PersonCommand, RegisterJob } from './domain/commands.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { JOB_RIGHTS, jobAggregate, PERSON_RIGHTS, personAggregate } from './aggregate.js';
import {
  type ActParts,
  commandRoute,
  type PerformAct,
  type Sent,
} from '@misaq/platform/commands/command-route.js';
import { Employment } from './employment.js';
import { verifierTables } from './boards/jobs/act-tables.js';
import { jobsBoard } from './boards/jobs/board.js';
import { employmentKinds } from './imports.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';

interface ToJob {
  readonly command: JobCommand | AbandonRegistration;
  /** The province of the register that the decision looks at; empty where it needs none. */
  readonly province?: string;
}

interface ToPerson {
  readonly command: PersonCommand;
}

declare module '@misaq/platform/commands/command-route.js' {
  interface SentCommands {
    readonly employment: ToJob | ToPerson;
  }
}

export const employment = {
  name: 'employment',
  facts: { ...jobFacts, ...personFacts },
  refusals: { ...jobRefusals, ...personRefusals },
  routes: [
    commandRoute({
      aggregate: jobAggregate,
      rights: JOB_RIGHTS,
      stream: ({ command: { jobId } }: ToJob) => streams.job(jobId),
      context: (contexts, { command, province = '' }, actor) =>
        contexts.ofJob(command.type === 'RegisterJob' ? command.province : province, actor),
    }),
    commandRoute({
      aggregate: personAggregate,
      rights: PERSON_RIGHTS,
      stream: ({ command: { personId } }: ToPerson) => streams.person(personId),
      context: () => undefined,
    }),
  ],
  acts(parts: ActParts): Readonly<Record<string, PerformAct>> {
    const acts = new Employment(parts);
    const act: PerformAct = ({ command }: Sent<Exclude<JobCommand, RegisterJob>>, envelope, sender) =>
      acts.act(command, envelope, { checked: sender === 'import' });
    return {
      RegisterJob: ({ command }: Sent<RegisterJob>, envelope) => acts.register(command, envelope),
      VerifyJob: act,
      RejectJob: act,
      EndJob: act,
      VoidRegistration: act,
    };
  },
  boards: [jobsBoard],
  tables: verifierTables,
  http: async () => (await import('./http/controllers.js')).controllers,
  importKinds: employmentKinds,
  commandLine,
} as const satisfies Subject;
