import { type Api, CAST, type Player, PROVINCE } from '../../../api/src/api.fixture.js';
import { localBackend } from './local/local-backend.js';
import { createClient } from './remote/client.js';
import { remoteBackend } from './remote/remote-backend.js';
import { ASKING, EXPORTING, openTwoProvinces, sessionOf, type Sides, sidesOf } from './verbs.fixture.js';

const PLAYERS = Object.keys(CAST) as Player[];

describe('Verbs that ask, on a data directory and over a server', () => {
  let api: Api;
  let sides: Sides;
  beforeAll(async () => {
    api = await openTwoProvinces();
    sides = sidesOf(api);
  });
  afterAll(async () => {
    await sides.close();
    await api.close();
  });

  it.each(PLAYERS)('print the same to %s, to the byte', async (player) => {
    const answered = { done: 0, refused: 0 };
    for (const words of ASKING) {
      const [there, here] = [await sides.there(player, words), await sides.here(player, words)];
      expect({ words, ...here }).toEqual({ words, ...there });
      if (there.exitCode === 0) answered.done += 1;
      else answered.refused += 1;
    }
    // A comparison of nothing but refusals would compare nothing.
    expect(answered.done).toBeGreaterThan(10);
    expect(answered.refused).toBeGreaterThan(5);
  });

  it.each(PLAYERS)('write the same files for %s, to the byte', async (player) => {
    let written = 0;
    for (const words of EXPORTING) {
      const exported = [...words, '--export'];
      const [there, here] = [await sides.there(player, exported), await sides.here(player, exported)];
      expect({ exported, ...here }).toEqual({ exported, ...there });
      if (there.file !== undefined) written += 1;
    }
    expect(written).toBeGreaterThan(1);
  });

  it('find organisations by the names they bore', async () => {
    const client = createClient({ url: api.url, token: api.tokens.labour });
    const there = await remoteBackend(client).ask.register(PROVINCE);
    await client.close();
    const here = await localBackend(api.service, sessionOf(api, 'labour')).ask.register(PROVINCE);
    expect([...there.organisations.keys()].sort()).toEqual([...here.organisations.keys()].sort());
    expect([...there.bearers].sort()).toEqual([...here.bearers].sort());
  });
});
