import { day } from '@misaq/platform/calendar/day.fixture.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import { registered } from '../../domain/register.fixture.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { inStream, modelsAfter, PROVINCE } from '@misaq/platform/questions/read-models.fixture.js';

const newFolder = temporaryFolders();

describe('the register', () => {
  it('gives the name of an organisation on a day, and the id of an unknown one', async () => {
    const models = await modelsAfter(
      newFolder(),
      inStream(`register-${PROVINCE}`, registered('bank', 'bank-mehr', 'بانک مهر', 'private'), {
        type: 'OrganisationRenamed',
        data: {
          kind: 'bank',
          id: 'bank-mehr',
          name: 'بانک مهر ایران',
          from: day('1402-01-01'),
          reason: 'merged',
        },
      }),
    );
    const names = models.register.organisations(PROVINCE);
    expect(names.position).toBe(1n);
    expect(names.nameOf('bank', 'bank-mehr')).toBe('بانک مهر ایران');
    expect(names.nameOf('bank', 'bank-mehr', day('1401-12-29'))).toBe('بانک مهر');
    expect(names.nameOf('agency', 'bank-mehr')).toBe('bank-mehr');
    expect(names.organisations).toMatchObject([{ kind: 'bank', id: 'bank-mehr', ownership: 'private' }]);
    expect(models.register.provinces()).toEqual([PROVINCE]);
    await models.runner.close();
  });

  it('gives the first day on which an organisation is no longer active', async () => {
    const models = await modelsAfter(
      newFolder(),
      inStream(`register-${PROVINCE}`, registered('county', 'marand', 'مرند'), {
        type: 'OrganisationRetired',
        data: { kind: 'county', id: 'marand', from: day('1403-01-01'), reason: 'joined to another' },
      }),
    );
    const [marand] = models.register.organisations(PROVINCE).organisations;
    expect(marand?.retiredFrom).toBe(day('1403-01-01'));
    await models.runner.close();
  });
});

describe('the working calendar of a province', () => {
  it('is the shipped one until a revision is recorded', async () => {
    const models = await modelsAfter(newFolder());
    expect(models.register.calendar(PROVINCE)).toBe(shippedCalendar());
    await models.runner.close();
  });

  it('has the revisions of its own province only, and stays the same object between questions', async () => {
    const models = await modelsAfter(
      newFolder(),
      inStream(
        `workingCalendar-${PROVINCE}`,
        { type: 'ClosureDeclared', data: { date: day('1403-02-26'), reason: 'cold' } },
        { type: 'WeekProfileAdopted', data: { from: day('1403-03-01'), off: ['friday'], reason: 'summer' } },
      ),
    );
    const calendar = models.register.calendar(PROVINCE);
    expect(calendar.revision).toBe(2);
    expect(calendar.closures).toEqual([{ date: day('1403-02-26'), reason: 'cold' }]);
    expect(models.register.calendar(PROVINCE)).toBe(calendar);
    expect(models.register.calendar('gilan')).toBe(shippedCalendar());
    await models.runner.close();
  });
});
