import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { PEER_KINDS } from '@fairlead/rule606/peer/peer-kind';
import { z } from 'zod';

/** The first day of a month, an ISO date. */
const firstOfMonth = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])-01$/);

/** A month that files of other firms tell of, by its first day. */
export const peerPeriod = z.object({ kind: z.enum(PEER_KINDS), period_from: z.string(), files: z.number() });
export type PeerPeriod = z.infer<typeof peerPeriod>;

/** A file of another firm with what is wrong with it, by code. */
export const peerFile = z.object({
  id: z.string(),
  kind: z.enum(PEER_KINDS),
  firm: z.string(),
  participant: z.string().nullable(),
  file_name: z.string(),
  rows: z.number(),
  defect_count: z.number(),
  defects: z
    .array(
      z.object({
        code: z.string(),
        count: z.number(),
        first: z.array(z.object({ place: z.string(), found: z.string().nullable() })).readonly(),
      }),
    )
    .readonly(),
});
export type PeerFile = z.infer<typeof peerFile>;

/** The firm's own report that stands beside those of others. */
const ownReport = z.object({ state: z.string(), simulated: z.boolean() });

export const summaryRow = z.object({
  sp500: z.string().nullable(),
  size: z.string(),
  type: z.string(),
  figures: z.record(z.string(), z.string()),
});

export const peerExecutionsAsk = z.object({ month: firstOfMonth, symbol: z.string().max(40).nullable() });

/** Executions of a month: summaries of all firms, what they tell of one symbol, and our own summary where it is made. */
export const peerExecutions = z.object({
  files: z.array(peerFile).readonly(),
  rows: z
    .array(summaryRow.extend({ file_id: z.string(), firm: z.string(), participant: z.string().nullable() }))
    .readonly(),
  of_symbol: z
    .array(
      z.object({
        file_id: z.string(),
        firm: z.string(),
        participant: z.string().nullable(),
        type: z.string(),
        executed_shares: z.string(),
        improved: z.string().nullable(),
        at_or_better: z.string().nullable(),
        effective: z.string().nullable(),
        quoted: z.string().nullable(),
        effective_over_quoted: z.string().nullable(),
      }),
    )
    .readonly(),
  own: ownReport.extend({ rows: z.array(summaryRow).readonly() }).nullable(),
});
export type PeerExecutions = z.infer<typeof peerExecutions>;

const figure = z.string().nullable();
const typeFigures = z.object({ pct: figure, netUsd: figure, netCph: figure });
const routingVenue = z.object({
  name: figure,
  mic: figure,
  orderPct: figure,
  byType: z.object({
    MARKET: typeFigures,
    MARKETABLE_LIMIT: typeFigures,
    NON_MARKETABLE_LIMIT: typeFigures,
    OTHER: typeFigures,
  }),
});
export type RoutingVenueRow = z.infer<typeof routingVenue>;
export const routingSection = z.object({ nonDirectedPct: figure, venues: z.array(routingVenue).readonly() });

/** Without a section the first one is told that somebody names a venue in. */
export const peerRoutingAsk = z.object({ month: firstOfMonth, section: z.enum(REPORT_SECTIONS).nullable() });

/** A venue of a report on routing by its place in it; without a file it is of our own report. */
export const peerAspectsAsk = z.object({
  file_id: z.uuid().nullable(),
  section: z.enum(REPORT_SECTIONS),
  month: firstOfMonth,
  place: z.int().min(0).max(10_000),
});
export type PeerAspectsAsk = z.infer<typeof peerAspectsAsk>;

/** What the report says of the material aspects there; null where it says nothing. */
export const peerAspects = z.object({ text: z.string().nullable() });

/** Routing of a section and month: as each firm has printed it, and as our own report has. */
export const peerRouting = z.object({
  section: z.enum(REPORT_SECTIONS),
  files: z.array(peerFile).readonly(),
  rows: z.array(z.object({ file_id: z.string(), firm: z.string(), figures: routingSection })).readonly(),
  own: ownReport.extend({ firm: z.string(), figures: routingSection.nullable() }).nullable(),
});
export type PeerRouting = z.infer<typeof peerRouting>;
