import { z } from 'zod';
import { orderType, routingMode, routingObjective, sourcing, venueStatus } from './enums.ts';

/** Takes a name in any case, or what a requirement document calls it (its other names are listed in upper case). */
export function named<T extends z.ZodType>(names: T, otherNames: Readonly<Record<string, string>> = {}) {
  const known = new Map(Object.entries(otherNames));
  const others = [...known].map(([other, name]) => `${other} for ${name}`).join(', ');
  return z
    .preprocess((value) => {
      if (typeof value !== 'string') return value;
      const name = value.toUpperCase();
      return known.get(name) ?? name;
    }, names)
    .meta({ description: others === '' ? 'In any case.' : `In any case; also ${others}.` });
}

export const orderTypeName = named(orderType);
/** With SMART_BALANCE of the broker document and `fastest` of the smart order router’s. */
export const objectiveName = named(routingObjective, { SMART_BALANCE: 'SMART', FASTEST: 'FASTEST_EXECUTION' });
/** With the strategies of the liquidity provider document. */
export const modeName = named(routingMode, { BEST: 'SWEEP', SPLIT: 'PRO_RATA' });
/** With the two strategies of the smart order router’s document that say where to route, not how. */
export const sourcingName = named(sourcing, { INTERNALIZE: 'INTERNALIZE_FIRST', EXTERNAL: 'EXTERNAL_ONLY' });
/** With the broker states of the broker document. */
export const venueStatusName = named(venueStatus, {
  AVAILABLE: 'ACTIVE',
  BUSY: 'CONGESTED',
  MAINTENANCE: 'RESTRICTED',
  ERROR: 'OFFLINE',
});
