import { ApiProperty } from '@nestjs/swagger';

/** What of a request cannot be understood. */
export class FieldErrorDto {
  /** Dotted path in the body, or the name of a parameter. */
  field!: string;
  /** A stable name of what is wrong. */
  code!: string;
  message!: string;
}

/** Problem details (RFC 9457) with the name of a refusal and the figures that caused it. */
export class ProblemDto {
  /** @example 'urn:misaq:refusal:credit_exhausted' */
  type!: string;
  title!: string;
  status!: number;
  detail!: string;
  /** Names this one request; the server's records have it too. */
  instance!: string;
  /** The name of the refusal: the same on the command line and on the screens. */
  refusal!: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  figures!: Record<string, unknown>;
  @ApiProperty({ type: () => [FieldErrorDto], required: false })
  errors?: FieldErrorDto[];
}

/** An event that a command recorded. */
export class RecordedEventDto {
  /** @example 'CreditAllocated' */
  type!: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  data!: Record<string, unknown>;
}

/** What became since of an act that stood already. */
export class RemarkDto {
  /** @example 'payment_taken_back' */
  name!: string;
  message!: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  figures!: Record<string, unknown>;
}

/** The result of a command. */
export class RecordedDto {
  @ApiProperty({
    oneOf: [{ type: 'integer' }, { type: 'string' }],
    description:
      'Position of the log that a question must have reached to see it; to officers of organisations a token that ' +
      'stands for it.',
  })
  position!: number | string;
  /** True when the same act stood already and nothing was written now. */
  repeated!: boolean;
  @ApiProperty({
    type: () => [RecordedEventDto],
    description:
      'What was recorded. Empty when the act stood already under another key, or so long ago that its events are not ' +
      'looked for again.',
  })
  events!: RecordedEventDto[];
  @ApiProperty({
    type: () => RemarkDto,
    required: false,
    description: 'Present when the act stood already and was undone since: a payment that was taken back.',
  })
  remark?: RemarkDto;
}
