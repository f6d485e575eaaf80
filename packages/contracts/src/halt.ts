import { z } from 'zod';
import { actReason, idempotencyKey } from './act.ts';
import { identifier } from './identifier.ts';
import { haltInForce } from './system.ts';

/** Whom a halt stops: the firm where nothing is named; else what is named, one of the three or two that both have to hold. */
export const haltedWhom = z.strictObject({
  client_id: identifier(50).nullish(),
  venue_id: identifier(100).nullish(),
  instrument_id: identifier(20).nullish(),
});

export const haltRequest = haltedWhom
  .extend({ reason: actReason, cancel_all: z.boolean(), idempotency_key: idempotencyKey.nullish() })
  .meta({
    id: 'HaltRequest',
    description: 'A halt that is to be placed. With `cancel_all` what it stops is asked back too.',
  });
export type HaltRequest = z.infer<typeof haltRequest>;

export const haltRelease = z
  .strictObject({ reason: actReason, idempotency_key: idempotencyKey.nullish() })
  .meta({ id: 'HaltRelease', description: 'The end of a halt that is asked for.' });

export const haltEffect = z
  .object({
    open_orders: z.int(),
    working_children: z.int(),
    working_quantity: z
      .array(z.object({ unit: z.string(), quantity: z.number() }))
      .describe('By what a quantity counts: SHARES, or a currency or coin.'),
    working_notional: z.array(z.object({ currency: z.string(), notional: z.number() })),
  })
  .meta({
    id: 'HaltEffect',
    description:
      'What a halt finds: orders that are open within it, and what of them is out at venues, at the limits of the children.',
  });
export type HaltEffectView = z.infer<typeof haltEffect>;

export const haltPlaced = z
  .object({
    halt_id: z.uuid(),
    effect: haltEffect,
    children_asked_back: z.int(),
    audit_id: z.uuid(),
  })
  .meta({
    id: 'HaltPlaced',
    description:
      'A halt that holds and is durable, with what it found and how many children are asked back because of it.',
  });

export const haltReleased = z
  .object({ halt_id: z.uuid(), audit_id: z.uuid() })
  .meta({ id: 'HaltReleased', description: 'A halt that is over, durably.' });

export const haltView = haltInForce
  .extend({
    cancel_all: z.boolean(),
    release: z.object({ actor: z.string(), reason: z.string(), at: z.string() }).nullable(),
  })
  .meta({ id: 'Halt', description: 'A halt as it was placed, and how it ended; null while it is in force.' });
export type HaltView = z.infer<typeof haltView>;

export const haltList = z
  .object({ in_force: z.array(haltView), recent: z.array(haltView) })
  .meta({ id: 'HaltList', description: 'The halts in force, oldest first, and the newest of all, newest first.' });
