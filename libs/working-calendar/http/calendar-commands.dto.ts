import { HIJRI_YEARS } from '@misaq/platform/calendar/lunar.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Weekday } from '@misaq/platform/calendar/weekday.js';
import { Day, Reason, Text, Weekdays, Whole } from '@misaq/platform/http/request/fields.js';

export class AdoptWeekProfileDto {
  @Day({ description: 'The first day of it.', example: '1403-01-01' })
  from!: PlainDate;
  @Weekdays({ description: 'The days of the week that are off; Friday always is.' })
  off!: Weekday[];
  @Reason({ example: 'Resolution of the province' })
  reason!: string;
}

export class StartLunarMonthDto {
  @Whole({ min: HIJRI_YEARS.first, max: HIJRI_YEARS.last, example: 1446 })
  hijriYear!: number;
  @Whole({ min: 1, max: 12, description: '1 = Muharram.', example: 1 })
  hijriMonth!: number;
  @Day({ description: 'The day on which the month began in Iran.', example: '1403-04-17' })
  firstDay!: PlainDate;
  @Text({ lengthMax: 500, description: 'Who announced it.', example: 'Calendar council' })
  source!: string;
  @Reason({
    optional: true,
    description: 'Needed only to correct a month that has a first day already.',
    example: 'The moon was seen a day later',
  })
  reason?: string;
}

export class DeclareClosureDto {
  @Day({ example: '1401-11-04' })
  date!: PlainDate;
  @Reason({ example: 'Air pollution' })
  reason!: string;
}

export class CancelHolidayDto {
  @Day({ example: '1401-03-15' })
  date!: PlainDate;
  @Text({
    optional: true,
    lengthMax: 500,
    description: 'One holiday of the day, in Persian or English; without it all of the day are cancelled.',
    example: 'Uprising of 15 Khordad',
  })
  name?: string;
  @Reason({ example: 'Announced by the government' })
  reason!: string;
}
