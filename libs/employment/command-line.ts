import type { CommandAddress, CommandLine } from '@misaq/platform/command-line/verb.js';
import type { JobCommand } from './domain/commands.js';

const addresses: Readonly<Record<JobCommand['type'], CommandAddress>> = {
  RegisterJob: { path: 'jobs', renamed: { personId: 'nationalId' } },
  VerifyJob: { path: 'jobs/:jobId/verifications' },
  RejectJob: { path: 'jobs/:jobId/rejections' },
  EndJob: { path: 'jobs/:jobId/endings' },
  VoidRegistration: { path: 'jobs/:jobId/voiding' },
};

export const commandLine: CommandLine = {
  addresses,
  verbs: [
    {
      name: 'void-job',
      group: 'change',
      place: 10,
      takes: '[options]',
      summary: 'a registration should never have been made; the job leaves the count',
      load: async () => (await import('./verbs/void-job.js')).registerVoidJob,
    },
  ],
};
