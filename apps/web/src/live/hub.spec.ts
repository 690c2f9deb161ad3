import { createHub, type FeedMessage } from './hub.js';
import type { readStream, StreamEvent } from './stream.js';

type Reading = Parameters<typeof readStream>[1];

/** A server whose streams the test opens, feeds and ends. */
function server() {
  const streams: { address: string; reading: Reading; end: (how: 'ended' | 'refused') => void }[] = [];
  const read: typeof readStream = (address, reading) =>
    new Promise((resolve) => {
      streams.push({ address, reading, end: resolve });
      reading.signal.addEventListener('abort', () => {
        resolve('ended');
      });
    });
  return { streams, read };
}
const event = (id: string, changed: unknown = 'everything'): StreamEvent => ({
  id,
  data: JSON.stringify({ position: id, changed }),
});
function page() {
  const heard: FeedMessage[] = [];
  return { heard, hear: (message: FeedMessage) => void heard.push(message) };
}
const EVERYTHING = { kind: 'changed', changed: 'everything', position: '41' };
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('A hub of pages', () => {
  it('has one stream for all pages of a session, and tells each', () => {
    const { streams, read } = server();
    const hub = createHub(read, 1);
    const [one, other] = [page(), page()];
    hub.join(one.hear, { sessionId: 's', after: '40' });
    streams[0]?.reading.opened();
    hub.join(other.hear, { sessionId: 's', after: '40' });
    streams[0]?.reading.event(event('41'));
    expect(streams.map(({ address }) => address)).toEqual(['/api/v1/live?after=40']);
    for (const { heard } of [one, other])
      expect(heard).toEqual([{ kind: 'connected', isConnected: true }, EVERYTHING]);
  });

  it('tells a page that joins late everything, unless it shows as much', () => {
    const { streams, read } = server();
    const hub = createHub(read, 1);
    hub.join(page().hear, { sessionId: 's', after: '40' });
    streams[0]?.reading.event(event('45'));
    const [late, level, officer] = [page(), page(), page()];
    hub.join(late.hear, { sessionId: 's', after: '44' });
    hub.join(level.hear, { sessionId: 's', after: '45' });
    hub.join(officer.hear, { sessionId: 's', after: 'a.token' });
    expect([late, level, officer].map(({ heard }) => heard.length)).toEqual([2, 1, 2]);
  });

  it('asks again from the last event when the stream ends, and says so', async () => {
    const { streams, read } = server();
    const hub = createHub(read, 1);
    const { heard, hear } = page();
    hub.join(hear, { sessionId: 's', after: '40' });
    streams[0]?.reading.event(event('41', [{ board: 'pool', id: null }]));
    streams[0]?.end('ended');
    await settled();
    expect(streams.map(({ address }) => address)).toEqual(['/api/v1/live?after=40', '/api/v1/live?after=41']);
    streams[1]?.end('refused');
    await settled();
    expect(heard.map(({ kind }) => kind)).toEqual(['changed', 'connected', 'connected', 'refused']);
    hub.leave(hear);
  });

  it('begins anew for another session, and ends when nobody listens', async () => {
    const { streams, read } = server();
    const hub = createHub(read, 1);
    const { hear } = page();
    hub.join(hear, { sessionId: 's', after: '40' });
    hub.join(hear, { sessionId: 'other', after: '7' });
    expect(streams.map(({ reading }) => reading.signal.aborted)).toEqual([true, false]);
    hub.leave(hear);
    await settled();
    expect(streams).toHaveLength(2);
    expect(streams[1]?.reading.signal.aborted).toBe(true);
  });
});
