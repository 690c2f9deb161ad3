import { Day, Id, Rials } from '../http/fields.js';

export class AllocateCreditDto {
  @Id({
    description: 'Given by whoever allocates; the same again changes nothing.',
    example: 'note16-1401-behzisti-1',
  })
  allocationId!: string;
  @Id({ example: 'behzisti' })
  agency!: string;
  @Rials({ description: 'Whole rials.' })
  amountRial!: bigint;
  @Day({ description: 'The day of the notification; the day after is the first working day.' })
  notifiedOn!: string;
}
