import type { FigurePlace } from './figure-place';
import type { PublicFigures } from './report-figures';

/** What a place of a public report prints. */
export interface FigureThere {
  /** The name that the venue is printed with; empty where the figure is of no venue. */
  readonly venueName: string;
  readonly pct: string | null;
  readonly usd: string | null;
  readonly cph: string | null;
}

/** What the report prints at a place; null where it has no such place. */
export function figureAt(report: PublicFigures, place: FigurePlace): FigureThere | null {
  const { month: text, section, orderType, venueId } = place;
  const month = report.months.find(({ year, month }) => `${year}-${String(month).padStart(2, '0')}` === text);
  const figures = month?.sections[section];
  if (figures == null) return null;
  if (venueId === null) {
    const pct = orderType === null ? figures.nonDirectedPct : figures.typePct[orderType];
    return { venueName: '', pct, usd: null, cph: null };
  }
  const known = report.venueIds.find((each) => each.venueId === venueId);
  const venue = figures.venues.find(({ name, mic }) => name === known?.name && mic === known?.mic);
  if (known === undefined || venue === undefined) return null;
  if (orderType === null) return { venueName: known.name, pct: venue.orderPct, usd: null, cph: null };
  const { pct, netUsd, netCph } = venue.byType[orderType];
  return { venueName: known.name, pct, usd: netUsd, cph: netCph };
}
