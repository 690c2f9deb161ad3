import { applyDecorators, Controller, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ImportOutcome, ImportReport } from '@misaq/application/imports/report.js';
import { edgeRefusal } from '@misaq/wire/refusals.js';
import { Answer } from '../http/answer.js';
import { NeedsForUpload } from '../http/needs.js';
import { bearerOf } from '../http/principal.js';
import { RefusedError } from '../http/refused.js';
import { documented, OF_BODIES } from '../http/routes.js';
import { PROGRESS_TYPE, work, Works } from '../http/work.js';
import { SERVICE, type Service } from '../service.js';
import { ImportParams, ImportQuery } from './import-commands.dto.js';
import { FILE_TYPES, withUploaded } from './upload.js';
import { UPLOADS, type Uploads } from './uploads.js';

/** A route that takes a file, as its body or as a part of a form, and tells how far it has come to whoever wants it. */
function TakesFile(): MethodDecorator {
  const binary = { type: 'string', format: 'binary' } as const;
  return applyDecorators(
    Post(':kind'),
    HttpCode(200),
    NeedsForUpload('signed-in'),
    ApiConsumes(...FILE_TYPES, 'multipart/form-data'),
    Works('Imported'),
    ApiBody({ schema: { ...binary, description: 'The file, or a form with the one part `file`.' } }),
    documented(
      'signed-in',
      {
        summary: 'Import a file (CSV or XLSX): all of it is checked before anything is written.',
        description:
          'One bad row refuses the file, with every bad row in `report.errors`, unless `partial` leaves bad rows out. ' +
          'A file that was accepted is applied to its end, also over a crash, and is on record under `importId`; the ' +
          'same file again changes nothing and is told the same `importId`. ' +
          `With \`Accept: ${PROGRESS_TYPE}\` the answer is a stream of lines that tell the progress.`,
        refusals: ['file_refused', 'unreadable_file', 'import_interrupted', 'not_own'],
      },
      ['store_unavailable', ...OF_BODIES],
    ),
  );
}

@ApiTags('imports')
@Controller('api/v1/imports')
export class ImportCommandsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(UPLOADS) private readonly uploads: Uploads,
  ) {}

  @TakesFile()
  async import(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param() { kind }: ImportParams,
    @Query() { dryRun = false, partial = false, name }: ImportQuery,
  ): Promise<void> {
    const { actor, province } = bearerOf(request);
    const { imports, store } = this.service;
    const given = { ...this.uploads, ...(name !== undefined && { givenName: name }) };
    await withUploaded(request, given, ({ path, name: file }) =>
      work(request, reply, async (onProgress) => {
        const report = reportOf(
          await imports.run({
            kind,
            path,
            name: file,
            actor,
            ...(province !== undefined && { province }),
            dryRun,
            partial,
            onProgress,
          }),
        );
        return new Answer({ ...report, dryRun }, (await store.health()).position);
      }),
    );
  }
}

/** @throws RefusedError with the report beside it */
function reportOf(outcome: ImportOutcome): ImportReport {
  switch (outcome.kind) {
    case 'done':
      return outcome.report;
    case 'refused':
      throw new RefusedError(outcome.refusal, [], undefined, { report: outcome.report });
    case 'unreadable':
      throw new RefusedError(edgeRefusal('unreadable_file', { problem: outcome.message }));
  }
}
