import type { FactsOf } from './facts.js';
import type { InstallationEvent } from './installation-events.js';

export const installationFacts: FactsOf<InstallationEvent> = {
  LogStarted: {
    sentence: {
      en: () => 'The log was started',
      fa: () => 'ثبت رویدادها آغاز شد',
    },
  },
};
