import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { foldForSearch } from '@misaq/domain/kernel/text.js';
import type { KeptOrganisation } from '@misaq/read-models/register/projection.js';
import { REGISTER } from '@misaq/read-models/register/projection.js';
import { calendarItem, holidaysItem, workingDaysItem } from '@misaq/wire/calendar.js';
import { organisationItem } from '@misaq/wire/register.js';
import type { ReadyAnswer } from '../http/answer.js';
import { FreshQuery } from '../http/freshness.js';
import { listOf, pageOf, PageQuery } from '../http/paging.js';
import { ProvinceParams } from '../http/params.js';
import { bearerOf } from '../http/principal.js';
import { Questions } from '../http/questions.js';
import { Question } from '../http/routes.js';
import { concernedScopeOf, type Scope } from '../http/scopes.js';
import { SERVICE, type Service } from '../service.js';
import { HolidaysQuery, OrganisationsQuery, WorkingDaysQuery } from './register-questions.dto.js';

const FROM_REGISTER = [REGISTER];

@Controller('api/v1/provinces')
export class RegisterQuestionsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    private readonly questions: Questions,
  ) {}

  @ApiTags('register')
  @Question('', 'read', {
    summary: 'The provinces that something is registered in.',
    description: 'An officer of an agency or a bank is shown the own one.',
    answer: 'ProvincePage',
    refusals: ['invalid_cursor'],
  })
  provinces(@Req() request: FastifyRequest, @Query() query: PageQuery): Promise<ReadyAnswer> {
    const { province: own } = bearerOf(request);
    const scope = own === undefined ? {} : { province: own };
    return this.questions.answer(request, { query, scope, from: FROM_REGISTER }, () => {
      const all = this.service.models.register
        .provinces()
        .filter((province) => own === undefined || province === own)
        .map((province) => ({ province }));
      return pageOf(listOf('provinces', {}, query), query, all, ({ province }) => [province]);
    });
  }

  @ApiTags('register')
  @Question(':province/organisations', 'read', {
    summary: 'The agencies, banks, sectors and counties of a province, in order of kind and id.',
    description:
      'An officer of an agency sees of the agencies the own one, an officer of a bank of the banks.',
    answer: 'OrganisationPage',
    refusals: ['invalid_cursor'],
  })
  organisations(
    @Req() request: FastifyRequest,
    @Param() { province }: ProvinceParams,
    @Query() query: OrganisationsQuery,
  ): Promise<ReadyAnswer> {
    const scope = concernedScopeOf(request);
    return this.questions.answer(request, { query, scope, from: FROM_REGISTER }, () => {
      const activeOn = query.activeOn as PlainDate | undefined;
      const found = this.service.models.register
        .organisations(province)
        .organisations.filter((each) => isSeen(each, scope) && fits(each, query));
      const list = listOf('organisations', { province }, query);
      const page = pageOf(list, query, found, ({ kind, id }) => [kind, id]);
      const on = activeOn ?? this.questions.today();
      return { ...page, items: page.items.map((each) => organisationItem(each, on)) };
    });
  }

  @ApiTags('calendar')
  @Question(':province/calendar', 'read', {
    summary: 'The working calendar of a province as it stands, with its revision.',
    answer: 'Calendar',
  })
  calendar(
    @Req() request: FastifyRequest,
    @Param() { province }: ProvinceParams,
    @Query() query: FreshQuery,
  ): Promise<ReadyAnswer> {
    return this.questions.answer(request, { query, scope: {}, from: FROM_REGISTER }, () =>
      calendarItem(province, this.service.models.register.calendar(province)),
    );
  }

  @ApiTags('calendar')
  @Question(':province/calendar/holidays', 'read', {
    summary: 'The holidays of a Jalali year, with the closures and cancellations of the province.',
    answer: 'Holidays',
  })
  holidays(
    @Req() request: FastifyRequest,
    @Param() { province }: ProvinceParams,
    @Query() query: HolidaysQuery,
  ): Promise<ReadyAnswer> {
    return this.questions.answer(request, { query, scope: {}, from: FROM_REGISTER }, () =>
      holidaysItem(this.service.models.register.calendar(province), query.year),
    );
  }

  @ApiTags('calendar')
  @Question(':province/calendar/working-days', 'read', {
    summary: 'Counts working days from a notification, and names the holidays passed over.',
    answer: 'WorkingDays',
  })
  workingDays(
    @Req() request: FastifyRequest,
    @Param() { province }: ProvinceParams,
    @Query() query: WorkingDaysQuery,
  ): Promise<ReadyAnswer> {
    return this.questions.answer(request, { query, scope: {}, from: FROM_REGISTER }, () =>
      workingDaysItem(
        this.service.models.register.calendar(province),
        query.notified as PlainDate,
        query.days,
      ),
    );
  }
}

/** Sectors, counties, and who one has to do with, are no secret; who else is of one's own kind is not one's business. */
function isSeen({ kind, id }: KeptOrganisation, { agency, bank }: Scope): boolean {
  if (kind === 'agency' && agency !== undefined) return id === agency;
  if (kind === 'bank' && bank !== undefined) return id === bank;
  return true;
}

function fits(organisation: KeptOrganisation, { kind, activeOn, search }: OrganisationsQuery): boolean {
  const { id, names, activeFrom, retiredFrom } = organisation;
  if (kind !== undefined && organisation.kind !== kind) return false;
  if (
    activeOn !== undefined &&
    (activeFrom > activeOn || (retiredFrom !== undefined && retiredFrom <= activeOn))
  )
    return false;
  if (search === undefined) return true;
  const folded = foldForSearch(search);
  return [id, ...names.map(({ name }) => name)].some((text) => foldForSearch(text).includes(folded));
}
