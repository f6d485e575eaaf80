import { quantity } from '../money/units.ts';
import { reservedOf } from './child-life.ts';
import { changedLife, type OrderLife } from './order-life.ts';

/**
 * An order as it would stand if its venues had given some of its children back, with so much of it to route as is said (at the instrument's scale): what
 * a plan for them is made for. It is no life: nothing is applied to it.
 */
export function asIfBack(life: OrderLife, childIds: readonly string[], count: number): OrderLife {
  let working = life.working;
  const children = life.children.map((child) => {
    if (!childIds.includes(child.id)) return child;
    working -= reservedOf(child);
    return { ...child, state: 'CANCELED' as const };
  });
  return changedLife(life, { children, working, residual: quantity(count) });
}
