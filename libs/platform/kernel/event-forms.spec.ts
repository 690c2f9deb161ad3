import { fillCatalogue, fullForm, storedForm } from './catalogue.js';
import { putInUse } from '@misaq/platform/subjects/subject.js';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import type { EventForms } from './event-forms.js';

/** Version 1 recorded one name, version 2 a given name and a family name. */
const FORMS: EventForms = {
  OfficerNamed: {
    write: (data) => data,
    read(data) {
      if (!('name' in data) || typeof data.name !== 'string') return data;
      const { name, ...rest } = data;
      const [given = '', ...family] = name.split(' ');
      return { ...rest, given, family: family.join(' ') };
    },
  },
};

describe('The form of an event whose data has changed', () => {
  beforeAll(() => {
    fillCatalogue([{ facts: {}, refusals: {}, forms: FORMS }]);
  });
  afterAll(() => {
    // The next file of tests may be run in this process.
    putInUse(ALL_SUBJECTS);
  });

  it('brings what an older version recorded into the present form', () => {
    const old = JSON.parse('{"id":"o-1","name":"Sara Ahmadi Nia"}') as object;
    expect(fullForm('OfficerNamed', old)).toEqual({ id: 'o-1', given: 'Sara', family: 'Ahmadi Nia' });
  });

  it('leaves what the present version recorded, and what it writes, as it is', () => {
    const now = { id: 'o-1', given: 'Sara', family: 'Ahmadi Nia' };
    expect(fullForm('OfficerNamed', storedForm('OfficerNamed', now))).toEqual(now);
  });

  it('leaves every type alone that names no form', () => {
    const data = { name: 'a b' };
    expect(fullForm('Another', data)).toBe(data);
    expect(storedForm('Another', data)).toBe(data);
  });
});
