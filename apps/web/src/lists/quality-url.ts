import { routingObjective } from '@fairlead/contracts/enums';
import { QUALITY_DIMENSIONS, SIZE_BUCKETS } from '@fairlead/core/analytics/quality-dimension';
import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { parseAsStringLiteral } from 'nuqs/server';
import { ORIGINS, parseAsEtDate, parseAsShortText } from './list-url';

/** What is shown of execution quality. */
export const QUALITY_VIEWS = ['outcome', 'expectation', 'review', 'peers'] as const;
export type QualityView = (typeof QUALITY_VIEWS)[number];
export const parseAsQualityView = parseAsStringLiteral(QUALITY_VIEWS).withDefault('outcome');

/** Days up to today in New York, a quarter, or days that somebody names. */
export const QUALITY_PERIODS = ['1d', '7d', '30d', '90d', 'quarter', 'last-quarter', 'days'] as const;
export type QualityPeriod = (typeof QUALITY_PERIODS)[number];

/** Whose records: our own and the firm's imported ones together, or one of them; what another firm has routed only by itself. */
export const QUALITY_RECORDS = ['OWN', 'ROUTED', 'IMPORTED', 'LOOK_THROUGH'] as const;
export type QualityRecords = (typeof QUALITY_RECORDS)[number];

/** What executions are narrowed to, in the address; null does not narrow. */
export const QUALITY_FILTER_PARSERS = {
  from: parseAsEtDate,
  to: parseAsEtDate,
  origin: parseAsStringLiteral(ORIGINS),
  records: parseAsStringLiteral(QUALITY_RECORDS),
  venue: parseAsShortText(100),
  symbol: parseAsShortText(40),
  objective: parseAsStringLiteral(routingObjective.options),
  size: parseAsStringLiteral(SIZE_BUCKETS),
  client: parseAsShortText(50),
  market: parseAsShortText(50),
};

/** How it is looked at. */
export const QUALITY_LOOK_PARSERS = {
  period: parseAsStringLiteral(QUALITY_PERIODS).withDefault('7d'),
  by: parseAsStringLiteral(QUALITY_DIMENSIONS).withDefault('VENUE'),
  metric: parseAsShortText(20),
  quarter: parseAsShortText(7),
};

/** The sizes of a summary of Rule 605: its lower bounds in US dollars, and everything below 200,000 together. */
export const SUMMARY_SIZES = ['199999', ...SIZE_BUCKETS] as const;
export const SUMMARY_TYPES = ['M', 'ML'] as const;
export const SUMMARY_INDEX = ['Y', 'N'] as const;

/** What of other firms is looked at: executions of a month and class of orders, routing of a month and section. */
export const PEER_PARSERS = {
  month: parseAsShortText(10),
  index: parseAsStringLiteral(SUMMARY_INDEX).withDefault('Y'),
  type: parseAsStringLiteral(SUMMARY_TYPES).withDefault('M'),
  class: parseAsStringLiteral(SUMMARY_SIZES).withDefault('199999'),
  symbol: parseAsShortText(40),
  routed: parseAsShortText(10),
  section: parseAsStringLiteral(REPORT_SECTIONS),
};
