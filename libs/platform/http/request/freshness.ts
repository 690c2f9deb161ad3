import { Inject, Injectable } from '@nestjs/common';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { READ_MODELS } from '../service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import type { GivenPosition, Positions } from '@misaq/platform/questions/positions.js';
import type { Fresh } from '@misaq/platform/questions/common-fields.js';
import { RefusedError } from '../answer/refused.js';

/** How long a question waits for the position it asked for. */
const WAIT_MS = 5_000;

/** Lets a question wait until the tables show what its asker has seen recorded. */
@Injectable()
export class Freshness {
  constructor(@Inject(READ_MODELS) private readonly models: ReadModels) {}

  /**
   * @param names the projections that the answer is read from
   * @throws RefusedError `read_models_stopped` when one of them stands still, `position_not_reached` when it takes too long
   */
  async reach(positions: Positions, { atLeast }: Fresh, names: readonly string[]): Promise<void> {
    if (atLeast === undefined) return;
    await this.reachPosition(positions, positions.read('atLeast', atLeast), names, atLeast);
  }

  /**
   * @param asked as the asker knows the position
   * @throws RefusedError as above
   */
  async reachPosition(
    positions: Positions,
    wanted: bigint,
    names: readonly string[],
    asked: GivenPosition = Number(wanted),
  ): Promise<void> {
    const { runner } = this.models;
    if (await runner.waitFor(wanted, WAIT_MS, names)) return;
    const shown = (await runner.health()).filter(({ name }) => names.includes(name));
    const stopped = shown.find(({ state }) => state === 'stopped');
    const position = shown.reduce((least, each) => (each.position < least ? each.position : least), wanted);
    const hidden = positions.areHidden;
    const reached = hidden ? {} : { position: position.toString() };
    if (stopped !== undefined)
      throw new RefusedError(edgeRefusal('read_models_stopped', { name: stopped.name, ...reached }));
    throw new RefusedError(
      edgeRefusal('position_not_reached', { ...(!hidden && { atLeast: asked }), ...reached }),
      [],
      1,
    );
  }
}
