import { nextOrderState, type OrderMove } from '../order/order-state.ts';
import { invariant } from '../result.ts';
import { changedLife, type OrderLife } from './order-life.ts';

/** Moves an order by its table of states. Throws where the move cannot be. */
export function moved(life: OrderLife, move: OrderMove): OrderLife {
  const state = nextOrderState(life.state, move);
  invariant(state !== null, `an order cannot take ${move} in ${life.state}`);
  return state === life.state ? life : changedLife(life, { state });
}

/** Moves an order by what is executed of it now. One that is filled, however late, has no other reason for its end. */
export function movedByFill(life: OrderLife): OrderLife {
  if (life.filled >= life.order.quantity) return changedLife(moved(life, 'FILLED_ALL'), { code: null });
  return life.filled > 0 ? moved(life, 'FILLED_PART') : life;
}

/** Moves an order of which less may be executed than was. One that was filled has ended without the whole, and says by what. */
export function movedByLess(life: OrderLife, code: 'TRADE_BUSTED' | 'TRADE_CORRECTED'): OrderLife {
  if (life.filled >= life.order.quantity) return movedByFill(life);
  if (life.state === 'FILLED') return changedLife(moved(life, 'BUSTED'), { code });
  const less = moved(life, 'BUSTED');
  return less.state === 'WORKING' ? movedByFill(less) : less;
}
