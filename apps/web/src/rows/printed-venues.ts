import { z } from 'zod';

/** Under which ids the rows of a run know the venues that its report prints. */
export const printedVenues = z.array(z.object({ venueId: z.string(), name: z.string(), mic: z.string().nullable() }));
export type PrintedVenues = z.infer<typeof printedVenues>;

interface Printed {
  readonly name: string | null;
  readonly mic: string | null;
}

/** The id of a venue as it is printed; null where nobody knows it. */
export function idOfPrinted(venues: PrintedVenues, venue: Printed): string | null {
  return venues.find(({ name, mic }) => name === venue.name && mic === venue.mic)?.venueId ?? null;
}
