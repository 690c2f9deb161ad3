import { commandRoute } from '@misaq/platform/commands/command-route.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';
import { RESOLUTION_RIGHTS, resolutionsAggregate } from './aggregate.js';
import { resolutionsBoard } from './boards/resolutions/board.js';
import { commandLine } from './command-line.js';
import type { ResolutionCommand } from './domain/commands.js';
import { resolutionFacts } from './domain/facts.js';
import { resolutionForms } from './domain/forms.js';
import { resolutionRefusals } from './domain/refusals.js';
import { resolutionKinds } from './imports.js';
import { resolutionsStream, resolutionStreams } from './stream.js';

interface ToResolutions {
  readonly command: ResolutionCommand;
}

declare module '@misaq/platform/commands/command-route.js' {
  interface SentCommands {
    readonly resolution: ToResolutions;
  }
}

export const resolution = {
  name: 'resolution',
  facts: resolutionFacts,
  forms: resolutionForms,
  refusals: resolutionRefusals,
  streams: resolutionStreams,
  routes: [
    commandRoute({
      aggregate: resolutionsAggregate,
      rights: RESOLUTION_RIGHTS,
      stream: ({ command: { province, year } }: ToResolutions) => resolutionsStream(province, year),
      context: (contexts) => contexts.day(),
    }),
  ],
  tags: { resolutions: 'What working groups of a province obliged agencies to.' },
  boards: [resolutionsBoard],
  importKinds: resolutionKinds,
  http: async () => (await import('./http/controllers.js')).controllers,
  commandLine,
} as const satisfies Subject;
