import 'server-only';
import type { QualityFilter } from '@fairlead/db/repositories/quality-cut';
import type { QualityAsk } from '@/rows/quality';
import { etRange } from './et-range';

/** What a screen asks for as the repository takes it; whose it is at most is bound to the viewer there. */
export function qualityFilterOf({ from, to, venue, symbol, client, ...ask }: QualityAsk): QualityFilter {
  const { fromUs, toUs } = etRange({ from, to });
  if (fromUs === undefined || toUs === undefined) throw new Error('a range without an end');
  return { ...ask, from_us: fromUs, to_us: toUs, venueId: venue, instrumentId: symbol, clientId: client };
}
