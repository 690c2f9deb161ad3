import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ownOrganisation } from '@misaq/access/domain/roles.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import { IMPORTS, type KeptImport } from '@misaq/imports/boards/imports/projection.js';
import { importDetailItem, importItem } from '@misaq/imports/boards/imports/wire.js';
import type { ReadyAnswer } from '@misaq/platform/http/answer/answer.js';
import { FreshQuery } from '@misaq/platform/http/request/freshness.js';
import { listOf, ordinals, pageOf } from '@misaq/platform/questions/pages.js';
import { ImportParams } from '@misaq/platform/http/request/params.js';
import { Questions } from '@misaq/platform/http/answer/questions.js';
import { refuse } from '@misaq/platform/http/answer/refused.js';
import { Question } from '@misaq/platform/http/request/routes.js';
import { concernedScopeOf, type Scope } from '@misaq/platform/http/access/scopes.js';
import { BACKGROUND_WORK, type BackgroundWork } from '@misaq/platform/tasks/background-work.js';
import { READ_MODELS } from '@misaq/platform/http/service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { ImportsQuery } from './import-questions.dto.js';

@ApiTags('imports')
@Controller('api/v1/imports')
export class ImportQuestionsController {
  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(BACKGROUND_WORK) private readonly unasked: BackgroundWork,
    private readonly questions: Questions,
  ) {}

  @Question('', 'read', {
    summary: 'The files that were accepted, the latest first, and how far each is applied.',
    description: 'An officer of an agency or a bank sees what was imported for it.',
    answer: 'ImportPage',
    refusals: ['invalid_cursor'],
  })
  imports(@Req() request: FastifyRequest, @Query() query: ImportsQuery): Promise<ReadyAnswer> {
    const scope = concernedScopeOf(request);
    return this.questions.answer(request, { query, scope, from: [IMPORTS, ACCESS] }, () => {
      const { kind, status } = query;
      const own = this.models.imports.imports().imports.filter((each) => this.isOwn(each, scope));
      const placeOf = ordinals(own);
      const found = own.filter(
        (each) =>
          (kind === undefined || each.kind === kind) &&
          (status === undefined || importItem(each).status === status),
      );
      const list = listOf('imports', {}, query);
      const page = pageOf(list, query, found, (each) => [placeOf(each)], { falling: true });
      return { ...page, items: page.items.map(importItem) };
    });
  }

  @Question(':importId', 'read', {
    summary: 'One import, how far it is applied, and the rows that had meanwhile become impossible.',
    answer: 'Import',
    refusals: ['unknown_import'],
  })
  import(
    @Req() request: FastifyRequest,
    @Param() { importId }: ImportParams,
    @Query() query: FreshQuery,
  ): Promise<ReadyAnswer> {
    const scope = concernedScopeOf(request);
    const standing = this.unasked.importJobs.standing(importId);
    const asked = { query, scope, from: [IMPORTS, ACCESS], beside: standing };
    return this.questions.answer(request, asked, () => {
      const found = this.models.imports.import(importId);
      if (found === undefined || !this.isOwn(found, scope)) throw refuse('unknown_import', { importId });
      return importDetailItem(found, standing);
    });
  }

  /** Whether a file was imported by an officer of the organisation that the asker is held to, in the same province. */
  private isOwn({ by, province: recorded }: KeptImport, { agency, bank, province }: Scope): boolean {
    const own = agency ?? bank;
    if (own === undefined) return true;
    if (by.role !== (agency === undefined ? 'bank' : 'agency') || ownOrganisation(by) !== own) return false;
    return (recorded ?? this.onlyProvinceOf(by)) === province;
  }

  /** Of imports that do not say for which province they were sent: the one that the officer ever acted in, if it was one. */
  private onlyProvinceOf(by: Actor): string | null {
    const grants = this.models.access.principal(by.id)?.grants ?? [];
    const own = grants.filter(
      ({ role, organisation }) => role === by.role && organisation === ownOrganisation(by),
    );
    const [only, another] = new Set(own.map(({ province }) => province));
    return another === undefined ? (only ?? null) : null;
  }
}
