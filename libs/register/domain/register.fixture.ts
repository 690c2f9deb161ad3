import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { OrganisationKind, Ownership, RegisterEvent } from './events.js';
import { evolve, initialRegister, type RegisterState } from './register.js';

/** 1 Farvardin 1400. */
export const REGISTERED_ON = plainDate('2021-03-21');

export function registered(
  kind: OrganisationKind,
  id: string,
  name: string,
  ownership?: Ownership,
): RegisterEvent {
  return {
    type: 'OrganisationRegistered',
    data: { kind, id, name, ...(ownership && { ownership }), activeFrom: REGISTERED_ON },
  };
}

/** Some organisations of East Azerbaijan, and a county that was retired on 1 Mehr 1401. */
export function smallRegister(): RegisterState {
  const events: readonly RegisterEvent[] = [
    registered('agency', 'relief-committee', 'کمیته امداد'),
    registered('agency', 'behzisti', 'بهزیستی', 'state'),
    registered('bank', 'bank-melli', 'بانک ملی', 'state'),
    registered('bank', 'bank-mellat', 'بانک ملت', 'private'),
    registered('sector', 'industry', 'صنعت'),
    registered('sector', 'services', 'خدمات'),
    registered('county', 'tabriz', 'تبریز'),
    registered('county', 'marand', 'مرند'),
    registered('agency', 'closed-office', 'اداره منحل'),
    {
      type: 'OrganisationRetired',
      data: {
        kind: 'agency',
        id: 'closed-office',
        from: plainDate('2022-09-23'),
        reason: 'merged into another office',
      },
    },
  ];
  return events.reduce(evolve, initialRegister());
}
