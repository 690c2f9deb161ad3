import { today } from '@misaq/platform/kernel/clock.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { answer, type Ask } from '@misaq/platform/questions/answer.js';
import type { Asker } from '@misaq/platform/questions/asker.js';
import { QuestionRefusedError } from '@misaq/platform/questions/refused.js';
import { findHeld } from '@misaq/access/boards/principals/projection.js';
import type { AccessQuestions } from '@misaq/access/boards/principals/queries.js';
import type { System } from '@misaq/platform/assembly/system.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import type { Session } from '../../session.js';

/** Asks the read models of a data directory that is open in this process, as the actor of the session. */
export function localAsk(system: System, { actor, clock }: Session): Ask {
  return async (question, params) => {
    const models = await system.readModels();
    const asker = askerOf(models.access, actor);
    try {
      return await answer(question, params, { models, process: system, asker, today: today(clock) });
    } catch (error) {
      throw error instanceof QuestionRefusedError ? asRefused(error) : error;
    }
  };
}

/**
 * The actor with the province of the office: that of the grant, when the actor is a principal who holds the role. Of
 * everybody else no province is known, and the id of the organisation alone says what the actor sees.
 */
function askerOf(access: Pick<AccessQuestions, 'principal'>, actor: Actor): Asker {
  const { id, role, organisation } = actor;
  if (role === 'system' || organisation === undefined) return { actor };
  const { province } = findHeld(access.principal(id)?.grants ?? [], { role, organisation }) ?? {};
  return { actor: { ...actor, ...present({ province }) } };
}

/** In the form in which a server says it. */
function asRefused({ refusal, fields }: QuestionRefusedError): RefusedError {
  if (fields.length === 0) return new RefusedError(refusal);
  const message = fields.map((field) => field.message).join(' ');
  return new RefusedError(refusal, { errors: fields, message });
}
