import { type ToVenue, toVenue } from '@fairlead/contracts/venue-protocol';
import { z } from 'zod';

/** A line as it was understood; a malformed one with the child id that it may still name. */
export type Inbound =
  | { readonly kind: 'MESSAGE'; readonly message: ToVenue }
  | { readonly kind: 'MALFORMED'; readonly newChildId: string | null };

const namesNewChild = z.object({ type: z.literal('new'), child_id: z.string().min(1).max(200) });

/** Reads one line of the protocol. Never throws. */
export function readInbound(line: string): Inbound {
  const json = parseJson(line);
  const read = toVenue.safeParse(json);
  if (read.success) return { kind: 'MESSAGE', message: read.data };
  const named = namesNewChild.safeParse(json);
  return { kind: 'MALFORMED', newChildId: named.success ? named.data.child_id : null };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
