import type { FigureGroup } from './detail-columns.ts';
import type { OrderType } from './order-type.ts';
import { isInForce, type Rule605Date } from './reporting-calendar.ts';
import type { Rule605Settings } from './settings.ts';

/** What decides how a report is made and read. */
export interface Rule605Rules {
  readonly settings: Rule605Settings;
  readonly dates: readonly Rule605Date[];
}

/** Whether the columns of a group are filled in rows of a type of a month, `YYYY-MM`. */
export function isFilled(
  group: FigureGroup,
  { type, month }: { type: OrderType; month: string },
  { settings, dates }: Rule605Rules,
): boolean {
  switch (group) {
    case 'ALL':
      return true;
    case 'PRICE':
      return settings.priceGroupTypes.value.includes(type);
    case 'BEST_DISPLAYED':
      return settings.priceGroupTypes.value.includes(type) && isInForce('BEST_DISPLAYED_PRICE', month, dates);
    case 'RESTING':
      return settings.restingGroupTypes.value.includes(type);
  }
}
