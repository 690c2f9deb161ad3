import type { FactsOf } from '../kernel/facts.js';
import type { InstallationEvent } from './events.js';

export const installationFacts: FactsOf<InstallationEvent> = {
  LogStarted: {
    sentence: {
      en: () => 'The log was started',
      fa: () => 'ثبت رویدادها آغاز شد',
    },
  },
};
