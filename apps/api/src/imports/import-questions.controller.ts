import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { importedFile, importedFiles } from '@misaq/imports/boards/imports/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';

@ApiTags('imports')
@Controller('api/v1')
export class ImportQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Asks(importedFiles, {
    summary: 'The files that were accepted, the latest first, and how far each is applied.',
    description: 'An officer of an agency or a bank sees what was imported for it.',
    answer: 'ImportPage',
    refusals: ['invalid_cursor'],
  })
  imports(request: FastifyRequest, params: ParamsOf<typeof importedFiles>): Promise<QuestionAnswer> {
    return this.questions.ask(request, importedFiles, params);
  }

  @Asks(importedFile, {
    summary: 'One import, how far it is applied, and the rows that had meanwhile become impossible.',
    answer: 'Import',
    refusals: ['unknown_import'],
  })
  import(request: FastifyRequest, params: ParamsOf<typeof importedFile>): Promise<QuestionAnswer> {
    return this.questions.ask(request, importedFile, params);
  }
}
