import { asRecorded, shortenedIdFault, tellingSpellings } from './as-recorded.js';
import type { CreditCommand } from './commands.js';
import { refuse, type CreditContext, type CreditDecision } from './context.js';
import { adoptPolicy, allocateCredit, correctAllocation } from './decide-credit.js';
import {
  closeFacility,
  correctIntroduction,
  declineFacility,
  introduceFacility,
  payFacility,
  reversePayment,
  withdrawFacility,
} from './decide-facility.js';
import {
  approveReallocation,
  dismissReallocation,
  reverseReallocation,
  reviewPool,
} from './decide-review.js';
import type { PoolState } from './state.js';

/**
 * Decides on a command: takes state and command, returns events or a named refusal. Each function below is one ordered
 * list of guards; a command that passes all of them is accepted. One pool is one stream, so moving credit is one atomic
 * append.
 */
export function decide(state: PoolState, given: CreditCommand, context: CreditContext): CreditDecision {
  const command = asRecorded(state, given, context);
  const shortened = shortenedIdFault(state, command);
  if (shortened !== undefined) return refuse(shortened);
  const decision = answer(state, command, context);
  return command === given ? decision : tellingSpellings(decision, command, given);
}

function answer(state: PoolState, command: CreditCommand, context: CreditContext): CreditDecision {
  switch (command.type) {
    case 'AdoptPolicy':
      return adoptPolicy(state, command, context);
    case 'AllocateCredit':
      return allocateCredit(state, command, context);
    case 'CorrectAllocation':
      return correctAllocation(state, command);
    case 'IntroduceFacility':
      return introduceFacility(state, command, context);
    case 'CorrectIntroduction':
      return correctIntroduction(state, command, context);
    case 'DeclineFacility':
      return declineFacility(state, command, context);
    case 'WithdrawFacility':
      return withdrawFacility(state, command, context);
    case 'PayFacility':
      return payFacility(state, command, context);
    case 'ReversePayment':
      return reversePayment(state, command, context);
    case 'CloseFacility':
      return closeFacility(state, command, context);
    case 'ReviewPool':
      return reviewPool(state, command, context);
    case 'ApproveReallocation':
      return approveReallocation(state, command, context);
    case 'DismissReallocation':
      return dismissReallocation(state, command, context);
    case 'ReverseReallocation':
      return reverseReallocation(state, command, context);
  }
}
