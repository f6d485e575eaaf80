import { z } from 'zod';
import { orderState } from './enums.ts';

/** Why somebody does it: at least a word. */
export const actReason = z.string().normalize().trim().min(3).max(500);

/** Made once by who means to act: sent again with it, the act is done once. */
export const idempotencyKey = z.uuid();

export const actRequest = z
  .strictObject({ reason: actReason.nullish(), idempotency_key: idempotencyKey.nullish() })
  .meta({
    id: 'ActRequest',
    description: 'What an act on an order says beside what it is to do. People always say why; a program may.',
  });
export type ActRequest = z.infer<typeof actRequest>;

export const cancelTaken = z.object({ order_id: z.string(), state: orderState, audit_id: z.uuid() }).meta({
  id: 'CancelTaken',
  description:
    'A cancel that is durable: where the order stands now, and the entry of the audit that tells who asked, when and why.',
});

export const cancelAllTaken = z
  .object({ orders: z.number().int(), under_way: z.number().int(), audit_id: z.uuid() })
  .meta({
    id: 'CancelAllTaken',
    description:
      'Cancels of all open orders of a client that are durable: how many were open or waited, how many were being decided, and the entry of the audit.',
  });
