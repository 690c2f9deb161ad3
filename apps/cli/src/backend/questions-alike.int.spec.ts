import { type Api, CAST, type Player } from '../../../api/src/api.fixture.js';
import { ASKED, ASKED_ELSEWHERE } from '../../../api/src/questions.fixture.js';
import { parseDate } from '@misaq/platform/calendar/jalali.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import { questionsOf } from '@misaq/platform/questions/board.js';
import { type AnyQuestion, pathNames } from '@misaq/platform/questions/question.js';
import { presentable } from '@misaq/platform/text/presentable.js';
import { SUBJECTS } from '@misaq/subjects.js';
import { localAsk } from './local/local-ask.js';
import { createClient } from './remote/client.js';
import { remoteAsk } from './remote/remote-ask.js';
import { openTwoProvinces, sessionOf } from './verbs.fixture.js';

/*
 * Every question of the list of subjects, asked on a data directory and over HTTP as everybody: both must give the same
 * answer, or the same refusal.
 */

const PLAYERS = Object.keys(CAST) as Player[];
/** About the token of whoever asks, and the work of a server. On a data directory nobody has a token, and no work goes on. */
const OF_A_SERVER = /^(me|exports|operations\/.*)$/;
const QUESTIONS = questionsOf(SUBJECTS).filter(
  ({ path }) => !OF_A_SERVER.test(path) && !(`/api/v1/${path}` in ASKED_ELSEWHERE),
);

/** The parameters of the example of a question, read as a request reads them. */
function paramsOf(question: AnyQuestion): Record<string, unknown> {
  const example = ASKED[`/api/v1/${question.path}`];
  if (example === undefined) throw new Error(`${question.name} has no example in questions.fixture.ts`);
  const { pathname, searchParams } = new URL(example, 'http://localhost');
  const pattern = `/api/v1/${question.path}`.replaceAll(/:\w+/g, '([^/]+)');
  const values = new RegExp(`^${pattern}$`).exec(pathname)?.slice(1) ?? [];
  const inPath = pathNames(question).map((name, at) => [name, decodeURIComponent(values[at] ?? '')] as const);
  return Object.fromEntries([...inPath, ...searchParams].map(([name, text]) => [name, read(text)]));
}

function read(text: string): unknown {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return parseDate(text) ?? text;
}

const isOfficer = (player: Player): boolean => ['agency', 'bank'].includes(CAST[player].role);

/** What a player is told. A server gives officers tokens for positions, and no revisions (ADR 0032). */
async function told(ask: Ask, question: AnyQuestion, player: Player): Promise<string> {
  let answer: string;
  try {
    const { item } = await ask(question as never, paramsOf(question) as never);
    answer = JSON.stringify(presentable(item));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    answer = `refused: ${error.refusal.name}`;
  }
  if (!isOfficer(player)) return answer;
  return answer.replaceAll(/"(\w*[pP]osition|revision)":("[\w-]{22}"|"?-?\d+"?|null)/g, '"$1":0');
}

describe('Every question, on a data directory and over HTTP', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openTwoProvinces();
  });
  afterAll(() => api.close());

  it.each(PLAYERS)('is answered alike to %s', async (player) => {
    const client = createClient({ url: api.url, token: api.tokens[player] });
    const here = localAsk(api.service, sessionOf(api, player));
    const there = remoteAsk(client);
    const answered: string[] = [];
    // An event is asked for by its position, which a server gives officers as a token.
    const questions = QUESTIONS.filter(({ name }) => name !== 'event' || !isOfficer(player));
    try {
      for (const question of questions) {
        const answer = await told(there, question, player);
        expect([question.name, await told(here, question, player)]).toEqual([question.name, answer]);
        answered.push(answer);
      }
    } finally {
      await client.close();
    }
    expect(answered).toHaveLength(questions.length);
    // Somebody who is refused everything would agree with anything.
    expect(answered.some((answer) => !answer.startsWith('refused'))).toBe(true);
  });
});
