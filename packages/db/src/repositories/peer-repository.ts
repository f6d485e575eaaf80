import type { ReportSection } from '@fairlead/core/report/report-section';
import type { TalliedDefect } from '@fairlead/rule606/peer/defect-tally';
import type { PeerKind } from '@fairlead/rule606/peer/peer-kind';
import type { RoutingSection, RoutingVenue } from '@fairlead/rule606/public-report/public-report';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';

/** A file that another firm has published, as it was loaded. */
export interface PeerFile {
  readonly id: string;
  readonly kind: PeerKind;
  readonly firm: string;
  readonly crd: string | null;
  /** The letter of the participant that a report of Rule 605 was handed in by. */
  readonly participant: string | null;
  /** First day of its quarter or month, an ISO date. */
  readonly period_from: string;
  readonly file_name: string;
  readonly rows: number;
  readonly defect_count: number;
  readonly defects: readonly TalliedDefect[];
  readonly loaded_at_us: number;
}

/** A section of a month as a firm has printed it, without the words about material aspects. */
export interface PeerRoutingRow {
  readonly file_id: string;
  readonly firm: string;
  readonly defect_count: number;
  readonly figures: Omit<RoutingSection, 'venues'> & {
    readonly venues: readonly Omit<RoutingVenue, 'materialAspects'>[];
  };
}

/** A row of a summary of Rule 605, with the figures as they are printed. */
export interface PeerSummaryRow {
  readonly file_id: string;
  readonly firm: string;
  readonly participant: string | null;
  readonly sp500: string | null;
  readonly size: string;
  readonly type: string;
  readonly figures: Readonly<Record<string, string>>;
}

/**
 * What a firm's rows of one symbol come to, by type of order: sums of shares, and averages weighted by the shares executed as the rule has them.
 * Decimals; null where its format does not tell it, or nothing was executed.
 */
export interface PeerSymbolRow {
  readonly file_id: string;
  readonly firm: string;
  readonly participant: string | null;
  readonly kind: PeerKind;
  readonly type: string;
  readonly executed_shares: string;
  /** Of the shares executed: a fraction. */
  readonly improved: string | null;
  readonly at_or_better: string | null;
  /** US dollars a share. */
  readonly effective: string | null;
  readonly quoted: string | null;
  /** A ratio of averages. */
  readonly effective_over_quoted: string | null;
}

/** A month that files of a kind tell of, by its first day: of routing those in which a venue is named. */
export interface PeerPeriod {
  readonly kind: PeerKind;
  readonly period_from: string;
  readonly files: number;
}

/** A venue of a report on routing: its place, counted from 0, among those of a section of a month, whose first day is given. */
export interface VenuePlace {
  readonly section: ReportSection;
  readonly month: string;
  readonly place: number;
}

/** Reads what other firms have published. Nothing of it is a client's. */
export class PeerRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Of which months there is something, the latest first. */
  async periods(): Promise<PeerPeriod[]> {
    return (await this.#database.query<PeerPeriod>(PERIODS)).rows;
  }

  /** The files of a kind and period, by firm. */
  async files(kind: PeerKind, periodFrom: string): Promise<PeerFile[]> {
    return (await this.#database.query<PeerFile>(FILES, [kind, periodFrom])).rows;
  }

  /** What firms have printed of a section and a month, whose first day is given. */
  async routing(section: ReportSection, month: string): Promise<PeerRoutingRow[]> {
    return (await this.#database.query<PeerRoutingRow>(ROUTING, [section, month])).rows;
  }

  /** What a file says of the material aspects of a venue, by its place in a section of a month; null where it names none there. */
  async aspects(fileId: string, { section, month, place }: VenuePlace): Promise<string | null> {
    const found = await this.#database.query<{ text: string | null }>(ASPECTS, [fileId, section, month, place]);
    return found.rows[0]?.text ?? null;
  }

  /** The rows of all summaries of a month, whose first day is given. */
  async summaries(month: string): Promise<PeerSummaryRow[]> {
    return (await this.#database.query<PeerSummaryRow>(SUMMARIES, [month])).rows;
  }

  /** What firms' detailed files, and those of the former format, tell of a symbol and a month, whose first day is given. */
  async bySymbol(symbol: string, month: string): Promise<PeerSymbolRow[]> {
    return (await this.#database.query<PeerSymbolRow>(BY_SYMBOL, [symbol, month])).rows;
  }
}

const PERIODS = `
select kind, month::text as period_from, count(distinct id)::int as files from (
  select f.kind, f.id, f.period_from as month from peer_files f where f.kind <> 'RULE_606_A1'
  union all
  select f.kind, f.id, s.month from peer_files f join peer_sections s on s.file_id = f.id
  where f.kind = 'RULE_606_A1' and jsonb_array_length(s.figures -> 'venues') > 0
) told group by kind, month order by told.month desc, kind`;
const FILES = `
select id, kind, firm, crd, participant, period_from::text as period_from, file_name, rows, defect_count, defects,
  ${microseconds('loaded_at')} as loaded_at_us
from peer_files where kind = $1 and period_from = $2::date order by firm, reporter`;
const ROUTING = `
select s.file_id, f.firm, f.defect_count, jsonb_set(s.figures, '{venues}', coalesce(
  (select jsonb_agg(v - 'materialAspects' order by place) from jsonb_array_elements(s.figures -> 'venues') with ordinality as e(v, place)), '[]')) as figures
from peer_files f join peer_sections s on s.file_id = f.id
where f.kind = 'RULE_606_A1' and f.period_from = date_trunc('quarter', $2::date)::date and s.section = $1 and s.month = $2::date
order by f.firm, f.reporter`;
const ASPECTS = `
select figures -> 'venues' -> $4::int ->> 'materialAspects' as text from peer_sections where file_id = $1 and section = $2 and month = $3::date`;
const SUMMARIES = `
select e.file_id, f.firm, f.participant, e.sp500, e.size, e.type, e.figures
from peer_files f join peer_executions e on e.file_id = f.id
where f.kind = 'RULE_605_SUMMARY' and f.period_from = $1::date order by f.firm, f.reporter, e.line`;

/** A figure of either format: columns of the detailed file, and those of the former one that mean the same. */
const figure = (detail: string, former: string | null): string =>
  `coalesce(e.figures ->> '${detail}'${former === null ? '' : `, e.figures ->> '${former}'`})::numeric`;
const sumOf = (...figures: string[]): string => figures.map((each) => `coalesce(${each}, 0)`).join(' + ');
const BY_SYMBOL = `
with told as (
  select f.id, f.firm, f.reporter, f.participant, f.kind, e.type,
    ${sumOf(figure('CvrdOrderExctdQty', 'executedHere'), figure('CvrdOrderExctdAwayQty', 'executedAway'))} as executed,
    ${figure('ExctdPIOrdersQty', 'improvedShares')} as improved,
    ${figure('ExctdOrderAtQuotQty', 'atQuoteShares')} as at_quote,
    ${figure('AvgEffctvSprd', 'effectiveSpread')} as effective,
    ${figure('ExctdOrderAvgQuotSprd', null)} as quoted
  from peer_executions e join peer_files f on f.id = e.file_id
  where e.symbol = $1 and f.period_from = $2::date and f.kind in ('RULE_605_DETAIL', 'RULE_605_FORMER')
), summed as (
  select id, firm, reporter, participant, kind, type, sum(executed) as executed, sum(improved) as improved, sum(at_quote) as at_quote,
    sum(effective * executed) as effective, sum(executed) filter (where effective is not null) as of_effective,
    sum(quoted * executed) as quoted, sum(executed) filter (where quoted is not null) as of_quoted,
    sum(effective * executed) filter (where quoted is not null) as effective_of_quoted
  from told group by id, firm, reporter, participant, kind, type
)
select id as file_id, firm, participant, kind, type, trim_scale(executed)::text as executed_shares,
  round(improved / nullif(executed, 0), 6)::text as improved,
  round((improved + coalesce(at_quote, 0)) / nullif(executed, 0), 6)::text as at_or_better,
  round(effective / nullif(of_effective, 0), 6)::text as effective,
  round(quoted / nullif(of_quoted, 0), 6)::text as quoted,
  round(effective_of_quoted / nullif(quoted, 0), 6)::text as effective_over_quoted
from summed order by firm, reporter, kind, type`;
