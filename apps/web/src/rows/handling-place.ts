import type { HandlingPart } from '@fairlead/core/report/handling-part';
import { VENUE_SERVICES, type VenueServices } from '@fairlead/core/report/venue-services';
import { HANDLING_COLUMNS, type HandlingColumn } from '@fairlead/rule606/customer-report/handling-report';
import type { ReportCell } from './report-cell';

/** What the orders of a month sent in all: the figure of a report on handling that is of customer orders. */
const SENT = 'sentShr';
const FIGURES = [SENT, ...HANDLING_COLUMNS] as const;

/** Where something was routed, and as what that venue stands in the report. */
export interface HandlingVenuePlace {
  readonly venueId: string;
  readonly services: VenueServices | null;
}

/** A place of a report on handling that holds a figure: what was sent in a month, or a column of a venue. */
export type HandlingPlace = {
  /** YYYY-MM. */
  readonly month: string;
  readonly directed: boolean;
} & (
  | { readonly figure: typeof SENT; readonly at: null }
  | { readonly figure: HandlingColumn; readonly at: HandlingVenuePlace }
);

/** Of which part of what was routed a figure is; the others are of all of it. */
const PART_OF_FIGURE: Partial<Record<HandlingPlace['figure'], HandlingPart>> = {
  ...{ iocRoutedShr: 'IOC', furtherRoutableShr: 'FURTHER_ROUTABLE' },
  ...{ midpointShr: 'MIDPOINT', midpointPct: 'MIDPOINT', nearsideShr: 'NEAR', nearsidePct: 'NEAR' },
  ...{ farsideShr: 'FAR', farsidePct: 'FAR', providedLiquidityShr: 'PROVIDED', providedLiquidityPct: 'PROVIDED' },
  ...{ orderDurationMsec: 'PROVIDING', providedLiquidityNetCph: 'PROVIDED', removedLiquidityShr: 'REMOVED' },
  ...{ removedLiquidityPct: 'REMOVED', removedLiquidityNetCph: 'REMOVED' },
};

/** The part of what was routed that a figure is of; null of all of it. */
export function handlingPartOf({ figure }: HandlingPlace): HandlingPart | null {
  return PART_OF_FIGURE[figure] ?? null;
}

/** The rows that stand behind a figure: orders that were not held, or what of them went to the venue and is of the figure’s part. */
export function handlingCellOf(place: HandlingPlace): ReportCell {
  const { month, directed, at } = place;
  return {
    ...{ kind: at === null ? 'ORDER' : 'ROUTE', month: `${month}-01`, section: null, held: false, directed },
    ...{ venueId: at?.venueId ?? null, orderType: null, services: at?.services ?? null, part: handlingPartOf(place) },
  };
}

/** All that was routed to the venue of a figure that is of a part; null of others, and of orders. */
export function handlingWholeOf(place: HandlingPlace): ReportCell | null {
  return handlingPartOf(place) === null ? null : { ...handlingCellOf(place), part: null };
}

/** A place as it stands in an address. A venue's name may hold anything, so that it is last. */
export function handlingPlaceText({ figure, month, directed, at }: HandlingPlace): string {
  const venue = at === null ? [] : [at.services ?? '', at.venueId];
  return [figure, month, directed ? 'D' : 'N', ...venue].join('.');
}

/** The place that an address names; null where it names none. */
export function handlingPlaceOfText(text: string): HandlingPlace | null {
  const [figureText, month = '', part, servicesText, ...venue] = text.split('.');
  const figure = FIGURES.find((each) => each === figureText);
  if (figure === undefined || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return null;
  if (part !== 'D' && part !== 'N') return null;
  const where = { month, directed: part === 'D' };
  if (figure === SENT) return servicesText === undefined ? { ...where, figure, at: null } : null;
  const services = servicesText === '' ? null : VENUE_SERVICES.find((each) => each === servicesText);
  if (services === undefined || venue.length === 0) return null;
  return { ...where, figure, at: { venueId: venue.join('.'), services } };
}
