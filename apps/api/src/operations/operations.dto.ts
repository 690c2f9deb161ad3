import { Choice } from '../http/fields.js';
import { PROJECTIONS } from '@misaq/read-models/read-models.js';

const NAMES = PROJECTIONS.map(({ name }) => name);

export class ProjectionParams {
  @Choice(NAMES, { example: 'credit-board' })
  name!: string;
}
