import { FACILITY_EVENTS } from '../../domain/facility-events.js';
import { rial } from '@misaq/platform/kernel/money.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { rows } from '@misaq/platform/projections/rows.js';
import { poolOf } from '../../domain/pool-stream.js';

export const FACILITIES = 'facilities';

export const facilitiesProjection = defineProjection({
  name: FACILITIES,
  schemaVersion: 1,
  tables: {
    /**
     * One row a facility, for lists. Payments and reasons stay in the log: a detail view reads the facility's few
     * events. `ended` is empty while it is open.
     */
    facilities: rows({
      key: ['pool', 'facilityId'],
      texts: ['agency', 'bank', 'county', 'sector', 'introducedOn', 'ended', 'endedOn'],
      wholes: ['amountRial', 'plannedJobs'],
      added: ['paidRial', 'payments'],
    }),
  },
  types: FACILITY_EVENTS,
  apply(event, { facilities }) {
    const pool = poolOf(event.stream);
    const end = (facilityId: string, ended: string, endedOn: string): void => {
      facilities.change([pool, facilityId], { set: { ended, endedOn } });
    };
    switch (event.type) {
      case 'FacilityIntroduced': {
        const { facilityId, agency, bank, county, sector, introducedOn, amountRial, plannedJobs } =
          event.data;
        facilities.insert([pool, facilityId], {
          agency,
          bank,
          county,
          sector,
          introducedOn,
          ended: '',
          endedOn: '',
          amountRial: rial(amountRial),
          plannedJobs,
        });
        return;
      }
      case 'IntroductionCorrected':
        facilities.change([pool, event.data.facilityId], {
          set: { amountRial: rial(event.data.amountRial) },
        });
        return;
      case 'FacilityPaid':
        facilities.change([pool, event.data.facilityId], {
          add: { paidRial: rial(event.data.amountRial), payments: 1 },
        });
        return;
      case 'FacilityPaymentReversed':
        facilities.change([pool, event.data.facilityId], {
          add: { paidRial: -rial(event.data.amountRial), payments: -1 },
        });
        return;
      case 'FacilityDeclined':
        end(event.data.facilityId, 'declined', event.data.declinedOn);
        return;
      case 'FacilityWithdrawn':
        end(event.data.facilityId, 'withdrawn', event.data.withdrawnOn);
        return;
      case 'FacilityClosed':
        end(event.data.facilityId, 'closed', event.data.closedOn);
        return;
    }
  },
});
