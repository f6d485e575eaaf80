import { routingObjective, side } from '@fairlead/contracts/enums';
import { createParser, parseAsString, parseAsStringLiteral } from 'nuqs/server';
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

/** Whose orders: the demo flow's, or everybody else's. */
export const ORIGINS = ['CUSTOMER', 'SIMULATED'] as const;

/** What orders and decisions alike can be narrowed by: days in New York, both included. What is absent does not narrow. */
export const dealFilter = z.object({
  from: date.nullish(),
  to: date.nullish(),
  q: z.string().trim().min(1).max(100).nullish(),
  client: z.string().max(50).nullish(),
  symbol: z.string().max(20).nullish(),
  side: side.nullish(),
  objective: routingObjective.nullish(),
  origin: z.enum(ORIGINS).nullish(),
});
export type DealFilter = z.infer<typeof dealFilter>;

/** A filter as the address holds it: what is null does not narrow. */
export type Held<Filter> = { readonly [Name in keyof Filter]-?: NonNullable<Filter[Name]> | null };

/** The same in the address. */
export const DEAL_PARSERS = {
  q: parseAsShortText(100),
  from: parseAsEtDate,
  to: parseAsEtDate,
  client: parseAsShortText(50),
  symbol: parseAsShortText(20),
  side: parseAsStringLiteral(side.options),
  objective: parseAsStringLiteral(routingObjective.options),
  origin: parseAsStringLiteral(ORIGINS),
};
