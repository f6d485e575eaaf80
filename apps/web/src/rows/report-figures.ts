import { byOrderType } from '@fairlead/rule606/public-report/order-types';
import { bySection } from '@fairlead/rule606/public-report/section';
import { z } from 'zod';
import { handlingFigures, routingFigures } from './customer-figures';
import { executionFigures } from './execution-figures';
import { printedVenues } from './printed-venues';
import { reviewFigures } from './review-figures';
import { shownChoice } from './shown-choice';
import { tcaFigures } from './tca-figures';

/** A figure as it is printed; null is an empty place. */
const figure = z.string().nullable();

const venue = z.object({
  name: z.string().nullable(),
  mic: z.string().nullable(),
  mpid: z.string().nullable(),
  orderPct: figure,
  byType: z.object(byOrderType(() => z.object({ pct: figure, netUsd: figure, netCph: figure }))),
  materialAspects: z.string(),
});

const section = z.object({
  nonDirectedPct: figure,
  typePct: z.object(byOrderType(() => figure)),
  venues: z.array(venue),
});
export type PublicSection = z.infer<typeof section>;
export type PublicVenue = z.infer<typeof venue>;

/** The public report of a quarter, Rule 606(a)(1), as it is printed. */
export const publicFigures = z.object({
  bd: z.string(),
  year: z.number(),
  quarter: z.number(),
  months: z.array(
    z.object({ year: z.number(), month: z.number(), sections: z.object(bySection(() => section.nullable())) }),
  ),
  venueIds: printedVenues.default([]),
  // A report that was made before a firm could choose has none.
  settings: z.array(shownChoice).default([]),
});
export type PublicFigures = z.infer<typeof publicFigures>;

/** What a run's files were made of, by its kind. */
export const reportFigures = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('RULE_606_A1'), report: publicFigures }),
  z.object({ kind: z.literal('RULE_606_B1'), routing: routingFigures }),
  z.object({ kind: z.literal('RULE_606_B3'), handling: handlingFigures }),
  z.object({ kind: z.literal('RULE_605'), execution: executionFigures }),
  z.object({ kind: z.literal('REVIEW'), review: reviewFigures }),
  z.object({ kind: z.literal('TCA'), costs: tcaFigures }),
]);
export type ReportFigures = z.infer<typeof reportFigures>;
