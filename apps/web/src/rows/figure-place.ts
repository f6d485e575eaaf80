import { ORDER_CLASSIFICATIONS, type OrderClassification } from '@fairlead/core/order-life/classification';
import { REPORT_SECTIONS, type ReportSection } from '@fairlead/core/report/report-section';
import type { ReportCell } from './report-cell';

/** What is printed in a place of a public report: a percentage, US dollars, cents per hundred shares. */
const FIGURE_UNITS = ['PCT', 'USD', 'CPH'] as const;

/**
 * A place of a public report that holds a figure. Without a venue it is of customer orders: without a type how many were non-directed, with one how many of
 * these were of it. With a venue it is of what was routed there.
 */
export interface FigurePlace {
  readonly unit: (typeof FIGURE_UNITS)[number];
  /** YYYY-MM. */
  readonly month: string;
  readonly section: ReportSection;
  readonly orderType: OrderClassification | null;
  readonly venueId: string | null;
}

/** The rows that a figure is made of: held orders in stocks, all in options; non-directed ones. */
export function cellOf({ month, section, orderType, venueId }: FigurePlace): ReportCell {
  return {
    ...{ kind: venueId === null ? 'ORDER' : 'ROUTE', month: `${month}-01`, section },
    ...{ held: section === 'OPTIONS' ? null : true, directed: false },
    ...{ venueId, orderType, services: null, part: null },
  };
}

/** The rows that a percentage is of; null where the figure is none. */
export function wholeOf(place: FigurePlace): ReportCell | null {
  const cell = cellOf(place);
  if (place.unit !== 'PCT') return null;
  if (place.venueId !== null) return { ...cell, venueId: null };
  return place.orderType === null ? { ...cell, directed: null } : { ...cell, orderType: null };
}

/** A place as it stands in an address. A venue's name may hold anything, so that it is last. */
export function placeText({ unit, month, section, orderType, venueId }: FigurePlace): string {
  return [unit, month, section, orderType ?? '', ...(venueId === null ? [] : [venueId])].join('.');
}

/** The place that an address names; null where it names none. */
export function placeOfText(text: string): FigurePlace | null {
  const [unitText, month = '', sectionText, typeText, ...venue] = text.split('.');
  const unit = FIGURE_UNITS.find((each) => each === unitText);
  const section = REPORT_SECTIONS.find((each) => each === sectionText);
  const orderType = typeText === '' ? null : ORDER_CLASSIFICATIONS.find((each) => each === typeText);
  if (unit === undefined || section === undefined || orderType === undefined) return null;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return null;
  return { unit, month, section, orderType, venueId: venue.length === 0 ? null : venue.join('.') };
}
