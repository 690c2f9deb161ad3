import fc from 'fast-check';
import { cursorAt, type Part, type Place, placeOf } from './cursor.js';

const anyPlace = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.nat()), { minLength: 1, maxLength: 4 });
const formOf = (place: Place): readonly Part[] =>
  place.map((part) => (typeof part === 'string' ? 'text' : 'whole'));

describe('A cursor', () => {
  it('says where a page ended, for the list it was given out for', () => {
    fc.assert(
      fc.property(anyPlace, fc.string(), (place, list) => {
        expect(placeOf(list, cursorAt(list, place), formOf(place))).toEqual(place);
      }),
    );
  });

  it('is refused for another list, or when a place there is made of something else', () => {
    fc.assert(
      fc.property(anyPlace, fc.string(), (place, list) => {
        const cursor = cursorAt(list, place);
        expect(() => placeOf(`${list}x`, cursor)).toThrow('invalid_cursor');
        expect(() => placeOf(list, cursor, [...formOf(place), 'text'])).toThrow('invalid_cursor');
        expect(() => placeOf(list, cursor, [])).toThrow('invalid_cursor');
      }),
    );
  });

  it('is refused when any character of it is another, or is missing', () => {
    const cursor = cursorAt('facilities', ['1401-09-05', 'f-1', 7]);
    for (let at = 0; at < cursor.length; at += 1) {
      expect(() => placeOf('facilities', cursor.slice(0, at) + cursor.slice(at + 1))).toThrow(
        'invalid_cursor',
      );
      for (const other of 'aQ9-_= é') {
        if (other === cursor.charAt(at)) continue;
        const changed = cursor.slice(0, at) + other + cursor.slice(at + 1);
        expect(() => placeOf('facilities', changed)).toThrow('invalid_cursor');
      }
    }
  });

  it('is refused, whatever was written instead', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
      fc.json().map((at) => Buffer.from(`{"at":${at},"of":"x"}`).toString('base64url')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        expect(() => placeOf('facilities', text, ['text'])).toThrow('invalid_cursor');
      }),
    );
  });
});
