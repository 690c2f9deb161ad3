import fc from 'fast-check';
import { createEventReader } from './stream.js';

const TEXT =
  ': alive\n\nid: 41\nevent: changed\ndata: {"position":41,"changed":"everything"}\n\n: alive\n\nid: a.b\nevent: changed\ndata: {}\n\n';
const EVENTS = [
  { id: '41', data: '{"position":41,"changed":"everything"}' },
  { id: 'a.b', data: '{}' },
];

it('events of a stream are the same, in whatever pieces it comes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(TEXT.length)), (cuts) => {
      const eventsIn = createEventReader();
      const ends = [...cuts.toSorted((a, b) => a - b), TEXT.length];
      const pieces = ends.map((end, index) => TEXT.slice(index === 0 ? 0 : ends[index - 1], end));
      expect(pieces.flatMap(eventsIn)).toEqual(EVENTS);
    }),
  );
});

it('an event that has not come whole is not given', () => {
  expect(createEventReader()('id: 41\ndata: {}\n')).toEqual([]);
});
