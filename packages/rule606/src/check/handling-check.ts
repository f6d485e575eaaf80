import {
  HANDLING_COLUMNS,
  type HandlingColumn,
  type HandlingMonth,
  type HandlingReport,
  type HandlingVenue,
} from '../customer-report/handling-report.ts';
import { monthsOfPeriod } from '../customer-report/period.ts';
import type { Finding } from '../finding/finding.ts';
import { monthText } from '../public-report/quarter.ts';
import { atScale, type FigureValue, figureValue } from './figure-value.ts';
import { checkMonths } from './months.ts';
import { checkVenueNames, venuePlace } from './venue-name.ts';

type Figures = HandlingVenue['figures'];

/** Percentages with what they are of: the part, and the whole. */
const PERCENTAGES: readonly (readonly [HandlingColumn, HandlingColumn, HandlingColumn])[] = [
  ['filledPct', 'executedShr', 'routedShr'],
  ['midpointPct', 'midpointShr', 'executedShr'],
  ['nearsidePct', 'nearsideShr', 'executedShr'],
  ['farsidePct', 'farsideShr', 'executedShr'],
  ['providedLiquidityPct', 'providedLiquidityShr', 'executedShr'],
  ['removedLiquidityPct', 'removedLiquidityShr', 'executedShr'],
];

/** Shares that are parts of others, and cannot come to more. */
const PARTS: readonly (readonly [readonly HandlingColumn[], HandlingColumn])[] = [
  [['iocRoutedShr'], 'routedShr'],
  [['furtherRoutableShr'], 'routedShr'],
  [['executedShr'], 'routedShr'],
  [['midpointShr', 'nearsideShr', 'farsideShr'], 'executedShr'],
  [['providedLiquidityShr', 'removedLiquidityShr'], 'executedShr'],
];

/** Everything that is wrong with a report on handling by its own figures: what the SEC's schema does not look at. Nothing is wrong where it is empty. */
export function checkHandlingReport(report: HandlingReport): Finding[] {
  const part = (name: string, months: readonly HandlingMonth[] | null): Finding[] => {
    if (months === null) return [{ code: 'SECTION_MISSING', place: name, found: null }];
    return [
      ...checkMonths(name, monthsOfPeriod(report), months),
      ...months.flatMap((month) => checkMonth(`${name} ${monthText(month)}`, month)),
    ];
  };
  return [...part('hDirected', report.directed), ...part('hNondirected', report.nonDirected)];
}

function checkMonth(place: string, month: HandlingMonth): Finding[] {
  const numbers = [month.sentShr, month.executedAsPrincipalShr, month.ioiExposedOrd];
  return [
    ...(numbers.includes(null) ? [{ code: 'NUMBER_EMPTY', place, found: null } as const] : []),
    ...checkVenueNames(`${place} shown to`, month.ioiVenues),
    ...checkVenueNames(place, month.venues),
    ...month.venues.flatMap((venue, index) => checkFigures(venuePlace(place, venue, index), venue.figures)),
  ];
}

function checkFigures(place: string, figures: Figures): Finding[] {
  const empty = HANDLING_COLUMNS.filter((column) => column.endsWith('Shr') && figures[column] === null);
  return [
    ...empty.map((column): Finding => ({ code: 'NUMBER_EMPTY', place: `${place} ${column}`, found: null })),
    ...PARTS.flatMap(([parts, whole]) => checkParts(place, figures, [parts, whole])),
    ...PERCENTAGES.flatMap((columns) => checkPercentage(place, figures, columns)),
    ...checkFees(place, figures),
  ];
}

function checkParts(place: string, figures: Figures, [parts, whole]: (typeof PARTS)[number]): Finding[] {
  const of = valueIn(figures, whole);
  const values = parts.map((column) => valueIn(figures, column));
  const sum = values.reduce((all, { value }) => all + value, 0n);
  const slack = values.reduce((all, own) => all + own.slack, of.slack);
  if (sum <= of.value + slack) return [];
  const found = `${parts.map((column) => figures[column]).join(' + ')} of ${figures[whole]}`;
  return [{ code: 'PARTS_OVER_WHOLE', place: `${place} ${whole}`, found }];
}

function checkPercentage(
  place: string,
  figures: Figures,
  [column, part, whole]: (typeof PERCENTAGES)[number],
): Finding[] {
  const printed = figureValue(figures[column]);
  const [own, all] = [valueIn(figures, part), valueIn(figures, whole)];
  if (printed === null) {
    return all.value === 0n ? [] : [{ code: 'PCT_EMPTY', place: `${place} ${column}`, found: null }];
  }
  // Where there is no whole the form has nothing; published files have 0.00 as well.
  const apart = printed.value * all.value - atScale(100n) * own.value;
  const mayBe = printed.slack * (all.value + all.slack) + printed.value * all.slack + atScale(100n) * own.slack;
  if ((apart < 0n ? -apart : apart) <= mayBe) return [];
  const found = `${figures[column]} for ${figures[part]} of ${figures[whole]}`;
  return [{ code: 'PCT_DISAGREES', place: `${place} ${column}`, found }];
}

/** Where what was executed either provided or removed liquidity, the average of all lies between the averages of both. */
function checkFees(place: string, figures: Figures): Finding[] {
  const provided = valueIn(figures, 'providedLiquidityShr').value;
  const removed = valueIn(figures, 'removedLiquidityShr').value;
  const executed = valueIn(figures, 'executedShr').value;
  const all = figureValue(figures.netFeeOrRebateCph);
  const parts = [
    provided > 0n ? figureValue(figures.providedLiquidityNetCph) : null,
    removed > 0n ? figureValue(figures.removedLiquidityNetCph) : null,
  ].filter((own) => own !== null);
  const isWhole = executed > 0n && provided + removed === executed;
  if (!isWhole || all === null || parts.length === 0 || isBetween(all, parts)) return [];
  const found = `${figures.netFeeOrRebateCph} of ${figures.providedLiquidityNetCph} and ${figures.removedLiquidityNetCph}`;
  return [{ code: 'FEES_DISAGREE', place: `${place} netFeeOrRebateCph`, found }];
}

function isBetween({ value, slack }: FigureValue, parts: readonly FigureValue[]): boolean {
  const isAboveLeast = parts.some((part) => value + slack >= part.value - part.slack);
  return isAboveLeast && parts.some((part) => value - slack <= part.value + part.slack);
}

function valueIn(figures: Figures, column: HandlingColumn): FigureValue {
  return figureValue(figures[column]) ?? { value: 0n, slack: 0n };
}
