import { orderState } from '@fairlead/contracts/enums';
import { parseAsStringLiteral } from 'nuqs/server';
import { z } from 'zod';
import { DEAL_PARSERS, dealFilter, parseAsShortText } from './list-url';

/** States of orders, and what several of them are called together. */
export const ORDER_STATE_CHOICES = ['OPEN', 'DECIDED', 'FAILED', 'STUCK', ...orderState.options] as const;
export type OrderStateChoice = (typeof ORDER_STATE_CHOICES)[number];
/** In which order orders are listed, in words for the address. */
export const ORDER_SORTS = ['newest', 'oldest', 'largest', 'smallest', 'dearest', 'cheapest'] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];

/** Which orders. What is absent does not narrow. */
export const orderFilter = dealFilter.extend({
  state: z.enum(ORDER_STATE_CHOICES).nullish(),
  /** One that was sent a part. */
  venue: z.string().max(100).nullish(),
  /** Why they were refused, or ended. */
  code: z.string().max(60).nullish(),
});
export type OrderFilter = z.infer<typeof orderFilter>;

/** The filter in the address. */
export const ORDER_FILTER_PARSERS = {
  ...DEAL_PARSERS,
  state: parseAsStringLiteral(ORDER_STATE_CHOICES),
  venue: parseAsShortText(100),
  code: parseAsShortText(60),
};

export const parseAsOrderSort = parseAsStringLiteral(ORDER_SORTS).withDefault('newest');

/** Whether a filter leaves few enough orders to be sorted by what no index knows. */
export const canSortByFigures = ({ from, to, symbol }: OrderFilter): boolean =>
  (symbol ?? null) !== null || ((from ?? null) !== null && from === to);
