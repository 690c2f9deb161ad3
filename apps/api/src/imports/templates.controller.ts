import { applyDecorators, Controller, Get, Param, Req } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { importTemplate, templateSheets, templateTable } from '@misaq/platform/imports/templates.js';
import type { FileAnswer } from '@misaq/platform/http/answer/answer.js';
import { Files } from '@misaq/platform/http/answer/files.js';
import { Needs } from '@misaq/platform/http/access/needs.js';
import { documented } from '@misaq/platform/http/request/routes.js';
import { ImportParams } from './import-commands.dto.js';

function Template(): MethodDecorator {
  return applyDecorators(
    Get(':kind'),
    Needs('signed-in', ['xlsx', 'csv']),
    ApiResponse({
      status: 200,
      description: 'The file.',
      content: {
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
          schema: { type: 'string', format: 'binary' },
        },
        'text/csv': { schema: { type: 'string' } },
      },
    }),
    documented(
      'signed-in',
      {
        summary: 'An empty file of a kind to fill in (XLSX, or CSV by `Accept`), with its columns explained.',
        description:
          'A workbook has a second sheet that explains each column and is never read as data. A CSV file has one ' +
          'example row, which is refused when it is left in.',
      },
      ['not_acceptable'],
    ),
  );
}

@ApiTags('imports')
@Controller('api/v1/imports/templates')
export class TemplatesController {
  constructor(private readonly files: Files) {}

  @Template()
  template(@Req() request: FastifyRequest, @Param() { kind }: ImportParams): Promise<FileAnswer> {
    const made = importTemplate(kind);
    const content = { sheet: templateTable(made), sheets: templateSheets(made) };
    return this.files.file(request, ['template', kind], content);
  }
}
