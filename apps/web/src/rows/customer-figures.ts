import { VENUE_SERVICES } from '@fairlead/core/report/venue-services';
import { HANDLING_COLUMNS } from '@fairlead/rule606/customer-report/handling-report';
import { ROUTING_PARTS } from '@fairlead/rule606/customer-report/routing-report';
import { z } from 'zod';
import { printedVenues } from './printed-venues';

/** A figure as it is printed; null is an empty place. */
const figure = z.string().nullable();
const text = z.string().nullable();
const named = { name: text, mic: text, mpid: text };

/** Whether the report is owed at all, with the figures and the six months by which that is decided: Rule 606(b)(4) and (5). */
const exemption = z.object({
  exemptions: z.object({
    firm: z.object({ isExempt: z.boolean(), notHeldShr: z.string(), allShr: z.string(), notHeldPct: figure }),
    customer: z.object({ isExempt: z.boolean(), tradedUsd: z.string(), averageUsd: z.string() }),
  }),
  exemption_period: z.object({ startDate: z.string(), endDate: z.string() }),
});
export type ExemptionFigures = z.infer<typeof exemption>;

const head = { bd: z.string(), customer: z.string(), startDate: z.string(), endDate: z.string() };

const handlingMonth = z.object({
  year: z.number(),
  month: z.number(),
  sentShr: figure,
  executedAsPrincipalShr: figure,
  ioiExposedOrd: figure,
  ioiVenues: z.array(z.object(named)),
  venues: z.array(
    z.object({
      ...named,
      services: z.enum(VENUE_SERVICES).nullable(),
      figures: z.record(z.enum(HANDLING_COLUMNS), figure),
    }),
  ),
});
export type HandlingMonth = z.infer<typeof handlingMonth>;

/** How a customer's not held orders were handled, Rule 606(b)(3), as it is printed. */
export const handlingFigures = exemption.extend({
  report: z.object({
    ...head,
    directed: z.array(handlingMonth).nullable(),
    nonDirected: z.array(handlingMonth).nullable(),
  }),
  /** What another firm has handled: whose part of the report is whose. */
  look_through: z.array(
    z.object({
      month: z.string(),
      directed: z.boolean(),
      routing_firm: z.string(),
      venue: z.string(),
      routed_shr: z.string(),
      executed_shr: z.string(),
    }),
  ),
  venueIds: printedVenues.default([]),
});
export type HandlingFigures = z.infer<typeof handlingFigures>;

const routingPart = z.object({
  orders: z.number(),
  routes: z.number(),
  executions: z.number(),
  /** Its first orders: the files have all of them. */
  first: z.array(
    z.object({
      orderId: z.string(),
      directed: z.boolean(),
      routes: z.array(z.object({ ...named, transactions: z.array(z.object({ date: z.string(), time: z.string() })) })),
    }),
  ),
});
export type RoutingPartFigures = z.infer<typeof routingPart>;

/** Where each order of a customer was routed, Rule 606(b)(1): how much each part holds, and its first orders. */
export const routingFigures = exemption.extend({
  head: z.object(head),
  parts: z.record(z.enum(ROUTING_PARTS), routingPart),
});
export type RoutingFigures = z.infer<typeof routingFigures>;
