import type { ToldEvent } from '@fairlead/db/record/told-events';
import { z } from 'zod';
import { type OrderChange, orderChange } from '@/rows/order-detail';

const kinds = orderChange.shape.event_type;
const decimal = z.string().nullish();
const facts = z.object({
  child_id: z.string().nullish(),
  wave: z.number().nullish(),
  quantity: decimal,
  limit_price: decimal,
  code: z.string().nullish(),
});

/** What has been changed of an order and of its parts, by the events that say so, in their order. */
export function changesOf(
  events: readonly Pick<ToldEvent, 'seq' | 'event_type' | 'payload' | 'created_at_us'>[],
): OrderChange[] {
  return events.flatMap(({ seq, event_type, payload, created_at_us }) => {
    const kind = kinds.safeParse(event_type);
    if (!kind.success) return [];
    const { child_id = null, wave = null, code = null, quantity, limit_price } = facts.parse(JSON.parse(payload));
    const told = { child_id, wave, code, quantity: numberOf(quantity), limit_price: numberOf(limit_price) };
    return [{ seq, event_type: kind.data, at_ms: created_at_us / 1_000, ...told }];
  });
}

function numberOf(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Number(text);
}
