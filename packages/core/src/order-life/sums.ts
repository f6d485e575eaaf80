import { notionalRoundedE8 } from '../money/amount.ts';
import { type MoneyE8, moneyE8, type Price, type Quantity } from '../money/units.ts';
import { invariant } from '../result.ts';
import { type ChildLife, reservedOf } from './child-life.ts';
import { changedLife, type OrderLife } from './order-life.ts';

/** What executions add up to; quantities at the instrument's scale, money in 10^-8 of the currency. */
export interface Sums {
  readonly filled: number;
  readonly notionalE8: MoneyE8;
  readonly feesE8: MoneyE8;
}

/** Before the first execution. */
export const NO_SUMS: Sums = { filled: 0, notionalE8: moneyE8(0n), feesE8: moneyE8(0n) };

/** What one execution adds to its sums, or takes from them again. */
export function sumsOf(
  execution: { readonly quantity: Quantity; readonly price: Price; readonly feeE8: MoneyE8 },
  life: Pick<OrderLife, 'scale'>,
): Sums {
  const { quantity, price, feeE8 } = execution;
  return { filled: quantity, notionalE8: notionalRoundedE8(price, quantity, life.scale), feesE8: feeE8 };
}

/** The sums with an execution booked (`sign` 1) or taken out again (-1). */
function added(to: Sums, more: Sums, sign: 1 | -1): Sums {
  const signed = BigInt(sign);
  return {
    filled: to.filled + sign * more.filled,
    notionalE8: moneyE8(to.notionalE8 + signed * more.notionalE8),
    feesE8: moneyE8(to.feesE8 + signed * more.feesE8),
  };
}

/** An order with one child changed: what that child holds back, and what is left to route, follow. */
export function withChild(life: OrderLife, before: ChildLife, after: ChildLife): OrderLife {
  const reserved = reservedOf(after) - reservedOf(before);
  const children = life.children.map((child) => (child.id === after.id ? after : child));
  return changedLife(life, { children, working: life.working + reserved, residual: life.residual - reserved });
}

/** An order, and the wave that an execution belongs to, with the execution booked or taken out. What is left to route is less by it, or more. */
export function withExecution(
  life: OrderLife,
  at: { readonly decisionId: string | null; readonly sums: Sums; readonly sign: 1 | -1 },
): OrderLife {
  const { decisionId, sums, sign } = at;
  const waves = life.waves.map((wave) =>
    wave.decisionId === decisionId ? { ...wave, ...added(wave, sums, sign) } : wave,
  );
  const residual = life.residual - sign * sums.filled;
  return changedLife(life, { waves, residual, ...added(life, sums, sign) });
}

/** Throws where an order's sums are not those of its parts, or do not add up to its quantity: a fault of the fold. */
export function assertSums(life: OrderLife): void {
  let filled = 0;
  let working = 0;
  for (const child of life.children) {
    filled += child.filled;
    working += reservedOf(child);
  }
  for (const execution of life.elsewhere) filled += execution.quantity;
  invariant(filled === life.filled, `executed ${life.filled}, and its parts ${filled}`);
  invariant(working === life.working, `working ${life.working}, and its parts ${working}`);
  const sum = life.filled + life.working + life.residual;
  invariant(sum === life.order.quantity, `${sum} executed, working and left of ${life.order.quantity}`);
}
