import type { Instrument } from '@fairlead/core/instrument/instrument';
import { formatScaled } from '@fairlead/core/money/scaled';
import { priceE8, quantity } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import { z } from 'zod';
import { storedDecimal } from './stored-decimal.ts';

/** The fields of an order that have no column of their own. */
export type RequestExtras = Pick<ValidOrder, 'urgency' | 'constraints' | 'manualAllocations' | 'said' | 'traderId'>;

const NO_EXTRAS: RequestExtras = { urgency: null, constraints: null, manualAllocations: [], said: [], traderId: null };

const storedExtras = z.object({
  urgency: z.number().nullable(),
  constraints: z
    .object({
      max_fee: z.string().nullable(),
      min_fill_rate: z.number().nullable(),
      max_latency_ms: z.number().nullable(),
      max_impact_bps: z.number().nullable(),
    })
    .nullable(),
  manual_allocations: z.array(z.object({ venue_id: z.string(), quantity: z.string() })),
  said: z.array(z.enum(['objective', 'mode', 'sourcing'])).default([]),
  trader_id: z.string().nullable().default(null),
});

/** The extras as stored JSON text; null where the order has none. */
export function writeRequestExtras(order: RequestExtras, instrument: Instrument): string | null {
  const { urgency, constraints, manualAllocations, said, traderId } = order;
  const isPlain = urgency === null && constraints === null && traderId === null;
  if (isPlain && manualAllocations.length === 0 && said.length === 0) return null;
  const stored: z.infer<typeof storedExtras> = {
    urgency,
    constraints:
      constraints === null
        ? null
        : {
            max_fee: constraints.maxFeeE8 === null ? null : formatScaled(constraints.maxFeeE8, 8),
            min_fill_rate: constraints.minFillRate,
            max_latency_ms: constraints.maxLatencyMs,
            max_impact_bps: constraints.maxImpactBps,
          },
    manual_allocations: manualAllocations.map((each) => ({
      venue_id: each.venueId,
      quantity: formatScaled(each.quantity, instrument.quantityDecimals),
    })),
    said: [...said],
    trader_id: traderId,
  };
  return JSON.stringify(stored);
}

/** The extras out of their stored text. Throws for a text that this router cannot have written. */
export function readRequestExtras(text: string | null, instrument: Instrument): RequestExtras {
  if (text === null) return NO_EXTRAS;
  const stored = storedExtras.parse(JSON.parse(text));
  const { urgency, constraints, manual_allocations: allocations, said } = stored;
  return {
    urgency,
    constraints:
      constraints === null
        ? null
        : {
            maxFeeE8: constraints.max_fee === null ? null : priceE8(storedDecimal(constraints.max_fee, 8)),
            minFillRate: constraints.min_fill_rate,
            maxLatencyMs: constraints.max_latency_ms,
            maxImpactBps: constraints.max_impact_bps,
          },
    manualAllocations: allocations.map((each) => ({
      venueId: each.venue_id,
      quantity: quantity(storedDecimal(each.quantity, instrument.quantityDecimals)),
    })),
    said,
    traderId: stored.trader_id,
  };
}

/** Who entered an order, out of its stored extras. */
export function traderOf(text: string | null): string | null {
  return text === null ? null : storedExtras.parse(JSON.parse(text)).trader_id;
}
