import { createParser, parseAsString } from 'nuqs/server';
import { z } from 'zod';

const date = z.iso.date();

/** A day in New York, as `2026-11-29`; anything else is none. */
export const parseAsEtDate = createParser({
  parse: (text) => (date.safeParse(text).success ? text : null),
  serialize: (text: string) => text,
});

/** A text of so many characters at most; an empty one is none. */
export const parseAsShortText = (most: number) =>
  createParser({
    parse: (text) => parseAsString.parse(text.trim().slice(0, most)) || null,
    serialize: (text: string) => text,
  });

/** What every list can be narrowed by: days in New York, both included. */
export const rangeFilter = z.object({
  from: date.nullish(),
  to: date.nullish(),
  q: z.string().trim().min(1).max(100).nullish(),
  client: z.string().max(50).nullish(),
  symbol: z.string().max(20).nullish(),
});

/** Whose orders: the demo flow's, or everybody else's. */
export const ORIGINS = ['CUSTOMER', 'SIMULATED'] as const;
