import { COMMAND_LINES_WITH_RESOLUTION, WITH_RESOLUTION } from './subjects.fixture.js';
import {
  CAST,
  ELSEWHERE,
  NOON_MS,
  openApi,
  type Api,
  type Player,
  PROVINCE,
} from '../../apps/api/src/api.fixture.js';
import { sidesOf, type Sides } from '../../apps/cli/src/backend/verbs.fixture.js';
import { openApiDocument } from '../../apps/api/src/openapi/document.js';
import { putInUse } from '@misaq/platform/subjects/subject.js';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { NO_STREAM } from '@misaq/platform/event-store/port.js';
import { encodeEvents } from '@misaq/platform/commands/event-format.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';

/*
 * The recipe «To add an aggregate» of docs/ARCHITECTURE.md, carried out: the subject in the folder `resolution` and one
 * line in a list of subjects. Nothing else of the program knows it.
 */

const ADDRESS = `/api/v1/provinces/${PROVINCE}/resolutions/1401`;
const REPORT = {
  resolutionId: 'R-1',
  agency: 'behzisti',
  text: 'Report each month',
  adoptedOn: '1401-10-05',
};

describe('A subject that is added by its folder and one line', () => {
  let api: Api;
  let sides: Sides;

  beforeAll(async () => {
    api = await openApi({}, undefined, WITH_RESOLUTION);
    sides = sidesOf(api, {
      commandLines: COMMAND_LINES_WITH_RESOLUTION,
      load: () => Promise.resolve(WITH_RESOLUTION),
    });
    const { events } = await api.act(ADDRESS, 'labour', REPORT, 'key-1');
    expect(events.map(({ type }) => type)).toEqual(['ResolutionRecorded']);
  });
  afterAll(async () => {
    await sides.close();
    await api.close();
    // The next file of tests may be run in this process.
    putInUse(ALL_SUBJECTS);
  });

  const listed = async (as: Player = 'labour') => {
    await api.caughtUp();
    return (await api.request('GET', ADDRESS, { as })).json.items as readonly { resolutionId: string }[];
  };
  const idsListed = async (as?: Player) => (await listed(as)).map(({ resolutionId }) => resolutionId);

  it('takes its command over HTTP, once, and feeds its board', async () => {
    expect(await api.act(ADDRESS, 'labour', REPORT, 'key-1')).toMatchObject({ repeated: true });
    expect(await listed()).toEqual([
      {
        resolutionId: 'R-1',
        agency: 'behzisti',
        text: 'Report each month',
        adoptedOn: '1401-10-05',
        adoptedOnIso: '2022-12-26',
      },
    ]);
  });

  it.each(['here', 'there'] as const)('takes its command by its verb %s', async (side) => {
    const words = ['resolve', '--province', PROVINCE, '--year', '1401', '--id', `V-${side}`];
    const of = ['--agency', 'relief-committee', '--text', 'Pay in time', '--on', '1401-10-06'];
    const told = await sides[side]('labour', [...words, ...of]);
    expect(told).toMatchObject({ exitCode: 0 });
    expect(told.text).toContain(`resolution V-${side} for relief-committee`);
    expect(await idsListed()).toContain(`V-${side}`);
  });

  it.each(['here', 'there'] as const)('takes its command as one row of a kind of files %s', async (side) => {
    const columns = ['--province', PROVINCE, '--year', '1401', '--resolution_id', `O-${side}`];
    const others = ['--agency', 'behzisti', '--resolution_text', 'Train', '--adopted_on', '1401-10-07'];
    expect(await sides[side]('labour', ['record', 'resolutions', ...columns, ...others])).toMatchObject({
      exitCode: 0,
    });
    expect(await idsListed()).toContain(`O-${side}`);
  });

  it('takes its command by a row of a file, with Persian headers, and says what is wrong with a row', async () => {
    const header = 'استان,سال,شناسه مصوبه,دستگاه,متن مصوبه,تاریخ تصویب';
    const send = (rows: string) =>
      api.request('POST', '/api/v1/imports/files/resolutions', {
        as: 'labour',
        body: `${header}\n${rows}\n`,
        headers: { 'content-type': 'text/csv' },
      });
    const good = await send(`${PROVINCE},1401,F-1,behzisti,گزارش,۱۴۰۱-۱۰-۰۸`);
    expect([good.status, good.json]).toMatchObject([200, { kind: 'resolutions', applied: 1 }]);
    expect(await idsListed()).toContain('F-1');
    const bad = await send(`${PROVINCE},1400,F-2,behzisti,گزارش,۱۴۰۱-۱۰-۰۸`);
    expect([bad.status, bad.json]).toMatchObject([
      422,
      {
        refusal: 'file_refused',
        report: { errors: [{ row: 2, column: 'year', code: 'resolution_outside_year' }] },
      },
    ]);
  });

  it('has a template of its files, with its own columns explained', async () => {
    const { status, text } = await api.request('GET', '/api/v1/imports/templates/resolutions', {
      as: 'labour',
      headers: { accept: 'text/csv' },
    });
    expect(status).toBe(200);
    expect(text).toContain('شناسه مصوبه');
  });

  it('names its files in the history in Persian', async () => {
    await api.caughtUp();
    const { json } = await api.request('GET', `/api/v1/imports`, { as: 'labour' });
    const [{ importId }] = json.items as readonly [{ importId: string }];
    const { text } = await api.request('GET', `/api/v1/history?stream=import-${importId}`, {
      as: 'labour',
      headers: { 'accept-language': 'fa' },
    });
    expect(text).toContain('مصوبات');
  });

  it('stands in the history with sentences in both languages, by agency, day and province', async () => {
    await api.caughtUp();
    const sentences = async (as: Player, language: string) => {
      const { json } = await api.request('GET', '/api/v1/history?agency=behzisti&limit=200', {
        as,
        headers: { 'accept-language': language },
      });
      const items = json.items as readonly { type: string; sentence: string; effectiveOn: string }[];
      return items.filter(({ type }) => type === 'ResolutionRecorded');
    };
    const [english] = await sentences('agency-behzisti', 'en');
    expect(english).toMatchObject({ effectiveOn: '1401-10-05' });
    expect(JSON.stringify(english)).toContain('Resolution R-1 of 1401-10-05 obliged agency behzisti: Report');
    const [persian] = await sentences('labour', 'fa');
    expect(JSON.stringify(persian)).toContain('را مکلف کرد');
    // The same id is another office in another province.
    expect(await sentences('agency-elsewhere', 'en')).toEqual([]);
  });

  const CHANGED = { ...REPORT, text: 'Something else' };
  it.each([
    [409, 'resolution_recorded_otherwise', ADDRESS, CHANGED, 'Another resolution', 'مصوبه دیگری'],
    [
      422,
      'resolution_outside_year',
      ADDRESS.replace('1401', '1400'),
      REPORT,
      'was not adopted',
      'تصویب نشده',
    ],
  ])('is refused with %i as %s, in both languages', async (status, refusal, path, body, en, fa) => {
    for (const [language, words] of [
      ['en', en],
      ['fa', fa],
    ] as const) {
      const answered = await api.request('POST', path, {
        as: 'labour',
        body,
        headers: { 'accept-language': language },
      });
      expect([answered.status, answered.json]).toMatchObject([
        status,
        { refusal, title: expect.stringContaining(words) as string },
      ]);
    }
  });

  it('is refused on the command line by name and in words', async () => {
    const words = ['resolve', '--province', PROVINCE, '--year', '1399', '--id', 'x', '--agency', 'behzisti'];
    const told = await sides.here('labour', [...words, '--text', 'x', '--on', '1401-10-06']);
    expect(told).toMatchObject({ exitCode: 1 });
    expect(told.text).toContain('resolution_outside_year');
    expect(told.text).toContain('was not adopted in the year');
  });

  it('is refused to whoever has no right, and in another province', async () => {
    const { status } = await api.request('POST', ADDRESS, { as: 'agency-behzisti', body: REPORT });
    expect(status).toBe(403);
  });

  it.each(Object.keys(CAST) as Player[])(
    'answers its question alike here and there to %s',
    async (player) => {
      for (const province of [PROVINCE, ELSEWHERE, 'nowhere']) {
        const words = ['resolutions', '1401', '--province', province];
        const [here, there] = [await sides.here(player, words), await sides.there(player, words)];
        // On a data directory nobody says the province of an officer.
        if (!player.endsWith('elsewhere')) expect(here).toEqual(there);
        expect(there.exitCode === 0 || there.json.includes('refusal')).toBe(true);
      }
      const own = CAST[player].role === 'agency' ? new Set(['behzisti', 'relief-committee']) : undefined;
      if (own !== undefined) {
        const seen = JSON.parse(
          (await sides.there(player, ['resolutions', '1401', '--province', PROVINCE])).json,
        ) as {
          items?: readonly { agency: string }[];
        };
        const { organisation } = CAST[player] as { organisation: string };
        expect((seen.items ?? []).every(({ agency }) => agency === organisation)).toBe(true);
      }
    },
  );

  it('tells clients that watch which screen has changed', async () => {
    const { changeOf } = await import('@misaq/platform/live/changes.js');
    const data = { ...REPORT, adoptedOn: '2022-12-26' };
    expect(
      changeOf({ stream: `resolutions-${PROVINCE}-1401`, type: 'ResolutionRecorded', data }),
    ).toMatchObject({
      board: { name: 'resolutions' },
      id: `${PROVINCE}-1401`,
      agencies: ['behzisti'],
      province: PROVINCE,
    });
  });

  it('stands in the document of the API, with its refusals and its kind of files', () => {
    const { paths, components, tags = [] } = openApiDocument(api.server.app);
    expect(tags.map(({ name }) => name)).toContain('resolutions');
    const route = paths['/api/v1/provinces/{province}/resolutions/{year}'];
    expect(route?.get?.summary).toBe('The resolutions of a province and year, by id.');
    expect(JSON.stringify(route?.post?.responses)).toContain(
      '`resolution_outside_year`: The resolution was not adopted in the year',
    );
    expect(JSON.stringify(components?.schemas?.ImportKind)).toContain('"resolutions"');
    expect(JSON.stringify(paths['/api/v1/imports/files/{kind}'])).toContain('"resolutions"');
  });

  it('reads an event of an older version in its present form: commands, board and history', async () => {
    const stream = `resolutions-${ELSEWHERE}-1400`;
    const actor = { id: 'labour', name: 'Labour', role: 'labour' } as const;
    const older = { resolutionId: 'R-0', agency: 'behzisti', subject: 'Report', adoptedOn: '2021-04-10' };
    const { encoded } = encodeEvents(
      stream,
      [{ type: 'ResolutionRecorded', data: older }],
      { commandId: newCommandId(NOON_MS), actor },
      'body',
      NOON_MS,
      null,
    );
    await api.service.store.append(stream, NO_STREAM, encoded);
    await api.caughtUp();
    const address = `/api/v1/provinces/${ELSEWHERE}/resolutions/1400`;
    const { json } = await api.request('GET', address, { as: 'labour' });
    expect(json.items).toMatchObject([{ resolutionId: 'R-0', text: 'Report' }]);
    // Decided on the present form: the same content stands already.
    const again = { resolutionId: 'R-0', agency: 'behzisti', text: 'Report', adoptedOn: '1400-01-21' };
    expect(await api.act(address, 'labour', again)).toMatchObject({ repeated: true, events: [] });
    const { text } = await api.request('GET', `/api/v1/history?stream=${stream}`, { as: 'labour' });
    expect(text).toContain('obliged agency behzisti: Report');
    expect(text).not.toContain('subject');
  });
});
