import { applyDecorators, Controller, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { today } from '@misaq/platform/kernel/clock.js';
import { addDays, startOfTehranDay } from '@misaq/platform/calendar/plain-date.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { ImportRequest } from '@misaq/platform/imports/imports.js';
import type { AcceptOutcome, ImportReport } from '@misaq/platform/imports/report.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { Answer } from '@misaq/platform/http/answer/answer.js';
import { NeedsForUpload } from '@misaq/platform/http/access/needs.js';
import { bearerOf } from '@misaq/platform/http/access/principal.js';
import { PREFERENCE_APPLIED, prefersAsync, RESPOND_ASYNC } from '@misaq/platform/http/request/prefer.js';
import { invalidRequest, RefusedError } from '@misaq/platform/http/answer/refused.js';
import { documented, OF_BODIES } from '@misaq/platform/http/request/routes.js';
import { checkFields, givenTwice } from '@misaq/platform/http/request/validation.js';
import { PROGRESS_TYPE, sendAnswer, work, Works } from '@misaq/platform/http/answer/long-work.js';
import { BACKGROUND_WORK, type BackgroundWork } from '@misaq/platform/tasks/background-work.js';
import {
  assertAuthorised,
  SESSION_CHECK,
  type SessionCheck,
} from '@misaq/platform/http/access/session-check.js';
import { CLOCK, EVENT_STORE, IMPORTS } from '@misaq/platform/http/service.js';
import type { LogStore } from '@misaq/platform/assembly/log-store.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { Imports } from '@misaq/platform/imports/imports.js';
import { CHECKS, type Checks } from './checks.js';
import { IMPORT_FIELDS, ImportParams, ImportQuery } from './import-commands.dto.js';
import { FILE_TYPES, type FormFields, uploadName, withUploaded } from './upload.js';
import { UPLOADS, type Uploads } from './uploads.js';

/** Documents the answer when an accepted file is applied in the background. */
function AppliesLater(): MethodDecorator {
  const text = { type: 'string' } as const;
  return applyDecorators(
    ApiHeader({
      name: 'Prefer',
      required: false,
      description:
        `\`${RESPOND_ASYNC}\` (RFC 7240): an accepted file is answered with 202 at once and applied in the background; the ` +
        'address in `Location` tells the progress. A file is checked against the result of the files before it, so ' +
        'the answer waits until those are applied.',
      schema: text,
    }),
    ApiResponse({
      status: 202,
      description: 'Accepted; no row is applied yet.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Imported' } } },
      headers: {
        [PREFERENCE_APPLIED]: { schema: text },
        location: { description: 'The address of the import and its progress.', schema: text },
      },
    }),
  );
}

/** A route that takes a file, as its body or as a part of a form, and sends progress to a client that accepts it. */
function TakesFile(): MethodDecorator {
  const binary = { type: 'string', format: 'binary' } as const;
  return applyDecorators(
    // The first is the address of the document; the second is kept for clients of older versions.
    Post(['files/:kind', ':kind']),
    HttpCode(200),
    NeedsForUpload('signed-in'),
    ApiConsumes(...FILE_TYPES, 'multipart/form-data'),
    Works('Imported'),
    AppliesLater(),
    ApiBody({
      schema: {
        ...binary,
        description:
          'The file, or a form with the one file `file` and, before or after it, fields that are named as the ' +
          'parameters. Another part, and one that is given twice, is refused by its name.',
      },
    }),
    documented(
      'signed-in',
      {
        summary: 'Import a file (CSV or XLSX): all of it is checked before anything is written.',
        description:
          'One bad row refuses the file, with every bad row in `report.errors`, unless `partial` leaves bad rows out. ' +
          'A file that was accepted is applied to its end, also over a crash, and is on record under `importId`; the ' +
          'same file again changes nothing and is told the same `importId`. ' +
          'A dry run stands in the history as a check that was made, and so does a file that names persons and was ' +
          'refused; what they look at in a day is limited for each principal. A bank is not told by a dry run whether ' +
          'an agency has the credit. ' +
          `With \`Accept: ${PROGRESS_TYPE}\` the answer is a stream of lines that tell the progress.`,
        refusals: [
          'file_refused',
          'checks_used_up',
          'unreadable_file',
          'checks_busy',
          'import_interrupted',
          'not_own',
        ],
      },
      ['store_unavailable', ...OF_BODIES],
    ),
  );
}

@ApiTags('imports')
@Controller('api/v1/imports')
export class ImportCommandsController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: LogStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IMPORTS) private readonly imports: Imports,
    @Inject(BACKGROUND_WORK) private readonly unasked: BackgroundWork,
    @Inject(UPLOADS) private readonly uploads: Uploads,
    @Inject(SESSION_CHECK) private readonly sessionCheck: SessionCheck,
    @Inject(CHECKS) private readonly checks: Checks,
  ) {}

  @TakesFile()
  async import(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param() { kind }: ImportParams,
    @Query() query: ImportQuery,
  ): Promise<void> {
    const { actor } = bearerOf(request);
    const given = { ...this.uploads, fieldNames: IMPORT_FIELDS };
    const beforeAcceptance = (): void => {
      assertAuthorised(this.sessionCheck, request);
    };
    const leave = this.checks.admit(request);
    await withUploaded(request, given, async ({ path, fileName, fields }) => {
      const { dryRun = false, partial = false, name = fileName } = withForm(query, fields);
      // It may have come slowly; and there are others before it, and all of it is checked, before it is accepted.
      assertAuthorised(this.sessionCheck, request);
      const inCheckTurn = await this.checks.turnFor(request, path);
      const asked = {
        kind,
        path,
        name: uploadName(name),
        actor,
        partial,
        beforeAcceptance,
        inCheckTurn,
        checkLimits: this.checks.limits,
      };
      // On a dry run nothing is left to be done later.
      if (!dryRun && prefersAsync(request.headers.prefer)) await this.#accept(asked, reply);
      else
        await work(request, reply, async (onProgress) => {
          const outcome = await this.imports.run({ ...asked, dryRun, onProgress });
          return this.#answer(this.#reportOf(outcome), dryRun);
        });
    }).finally(leave);
  }

  /** Answers as soon as the file is accepted; at once and as ever when nothing of it is to be applied. */
  async #accept(asked: Omit<ImportRequest, 'dryRun'>, reply: FastifyReply): Promise<void> {
    const outcome = await this.imports.accept(asked);
    if (outcome.kind === 'accepted') {
      const { importId } = outcome.report;
      this.unasked.importTasks.accepted(importId);
      void reply
        .status(202)
        .header(PREFERENCE_APPLIED, RESPOND_ASYNC)
        .header('location', `/api/v1/imports/${importId}`);
    }
    await sendAnswer(reply, await this.#answer(this.#reportOf(outcome), false));
  }

  /** @throws RefusedError with the report beside it */
  #reportOf(outcome: AcceptOutcome): ImportReport {
    switch (outcome.kind) {
      case 'accepted':
      case 'done':
        return outcome.report;
      case 'refused': {
        const { refusal, report } = outcome;
        throw new RefusedError(refusal, [], this.#retryAfterSeconds(refusal), { report });
      }
      case 'unreadable':
        throw new RefusedError(edgeRefusal('unreadable_file', { problem: outcome.message }));
    }
  }

  /** What a day allows is allowed anew when the next one begins. */
  #retryAfterSeconds({ name }: Refusal): number | undefined {
    if (name !== 'checks_used_up') return undefined;
    const { clock } = this;
    const nextDayMs = startOfTehranDay(addDays(today(clock), 1));
    return Math.ceil((nextDayMs - clock.now()) / 1_000);
  }

  async #answer(report: ImportReport, dryRun: boolean): Promise<Answer> {
    return new Answer({ ...report, dryRun }, (await this.store.health()).position);
  }
}

type ImportWanted = { readonly [Name in keyof ImportQuery]: ImportQuery[Name] };

/** What is asked, by parameters of the address and by fields of the form. @throws RefusedError `invalid_request` */
function withForm(query: ImportQuery, fields: FormFields): ImportWanted {
  const twice = Object.keys(fields).filter((name) => query[name as keyof ImportQuery] !== undefined);
  if (twice.length > 0) throw invalidRequest(...twice.map(givenTwice));
  return { ...query, ...checkFields(ImportQuery, fields) };
}
