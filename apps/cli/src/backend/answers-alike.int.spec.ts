import { type Api, CAST, type Player, PROVINCE } from '../../../api/src/api.fixture.js';
import { localBackend } from './local/local-backend.js';
import { COMMAND_LINES } from '@misaq/command-lines.js';
import { addressesOf } from './remote/command-routes.js';
import { createClient } from './remote/client.js';
import { remoteBackend } from './remote/remote-backend.js';
import {
  ASKING,
  EXPORTING,
  openTwoProvinces,
  sessionOf,
  type Sides,
  sidesOf,
  type Told,
} from './verbs.fixture.js';

const PLAYERS = Object.keys(CAST) as Player[];

/** Characters of a line of a table that fit on the screen beside a token as well as beside a number. */
const LINE_COMPARED = 50;

function isOfficer(player: Player): boolean {
  return CAST[player].role === 'agency' || CAST[player].role === 'bank';
}

/**
 * What a player was told. A server gives officers of organisations tokens for positions and no revisions; an officer who
 * has the data directory reads the numbers there (ADR 0032). So for officers both are left out.
 */
function comparable(player: Player, { json, text, file, ...told }: Told): Told {
  if (!isOfficer(player)) return { ...told, json, text, ...(file !== undefined && { file }) };
  return {
    ...told,
    json: json
      .replaceAll(/"position": ?("[\w-]{22}"|-?\d+)/g, '"position":0')
      .replaceAll(/"revision": ?(null|\d+)/g, '"revision":0'),
    text: text.startsWith('History')
      ? text
          .split('\n')
          .map((line) => line.replace(/^ *([\w-]{22}|\d+|position|─+) {2}/, '').slice(0, LINE_COMPARED))
          .join('\n')
      : text,
    ...(file !== undefined && { file: file.replaceAll(/^([\w-]{22}|\d+),/gm, '0,') }),
  };
}

/** A server refuses numbers as positions to officers. */
function asked(player: Player, questions: typeof ASKING): typeof ASKING {
  return questions.filter((words) => !isOfficer(player) || !words.includes('--after'));
}

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
    for (const words of asked(player, ASKING)) {
      const [there, here] = [await sides.there(player, words), await sides.here(player, words)];
      expect({ words, ...comparable(player, here) }).toEqual({ words, ...comparable(player, there) });
      if (there.exitCode === 0) answered.done += 1;
      else answered.refused += 1;
    }
    // A comparison of nothing but refusals would compare nothing.
    expect(answered.done).toBeGreaterThan(10);
    expect(answered.refused).toBeGreaterThan(5);
  });

  it.each(PLAYERS)('write the same files for %s, to the byte', async (player) => {
    let written = 0;
    for (const words of asked(player, EXPORTING)) {
      const exported = [...words, '--export'];
      const [there, here] = [await sides.there(player, exported), await sides.here(player, exported)];
      expect({ exported, ...comparable(player, here) }).toEqual({ exported, ...comparable(player, there) });
      if (there.file !== undefined) written += 1;
    }
    expect(written).toBeGreaterThan(1);
  });

  it('find organisations by the names they bore', async () => {
    const client = createClient({ url: api.url, token: api.tokens.labour });
    const there = await remoteBackend(client, addressesOf(COMMAND_LINES)).questions.register(PROVINCE);
    await client.close();
    const here = await localBackend(api.service, sessionOf(api, 'labour')).questions.register(PROVINCE);
    expect([...there.organisations.keys()].sort()).toEqual([...here.organisations.keys()].sort());
    expect([...there.bearers].sort()).toEqual([...here.bearers].sort());
  });
});
