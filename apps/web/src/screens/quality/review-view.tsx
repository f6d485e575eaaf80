'use client';

import { HeatMap } from '@fairlead/ui/chart/heat-map';
import { Choice } from '@fairlead/ui/choice';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import Link from 'next/link';
import { useMemo } from 'react';
import { type NameOf, venueWords } from '@/words/venue-words';
import { roomFor } from '../venue/room-for';
import { useEveryVenueName, useImportedVenues, VenueCell } from '../venue-names';
import { hrefOfVenue } from '../venues/venue-columns';
import type { QualityMetric } from './metrics';
import { NothingExecuted } from './nothing-executed';
import { daysOfQuarter, quarterBefore, quarterOf } from './period';
import { QualityFilters } from './quality-filters';
import { COUNT_MIN, REVIEW_METRICS, type ReviewedVenue, reviewOf } from './quarter-review';
import { reviewColumns } from './review-columns';
import { askOf, inMarket, type QualityFilterState, useFigures, useMarkets, useQualityFilter } from './use-quality';

/** More than these are scrolled to within the table. */
const ROWS_IN_SIGHT_MAX = 24;
const QUARTERS_SHOWN = 8;
const QUARTER = /^20\d\d-Q[1-4]$/;
const HEAT_COLUMNS = REVIEW_METRICS.map(({ id, label, unit, better, format }) => ({ id, label, unit, better, format }));

/** The quarterly review: venues beside each other, beside all of them, and beside themselves a quarter before. */
export function ReviewView() {
  const filter = useQualityFilter();
  const current = quarterOf(filter.days.to);
  const quarter = QUARTER.test(filter.look.quarter ?? '') ? (filter.look.quarter ?? current) : current;
  const ofQuarter: QualityFilterState = { ...filter, days: daysOfQuarter(quarter) };
  const markets = useMarkets(ofQuarter);
  const both = { from: daysOfQuarter(quarterBefore(quarter)).from, to: ofQuarter.days.to };
  const query = useFigures(askOf(filter, both), ['VENUE', 'QUARTER'], filter.isKnown);
  const venues = useMemo(
    () => reviewOf(inMarket(query.data, markets.market), quarter, markets.whole),
    [query.data, markets.market, quarter, markets.whole],
  );
  const nameOf = useEveryVenueName();
  const importedVenues = useImportedVenues();
  const imported = useMemo(() => new Set(importedVenues.map(({ venue_id }) => venue_id)), [importedVenues]);
  const columns = useMemo(() => reviewColumns(nameOf), [nameOf]);
  const shared = {
    loading: query.isPending || markets.query.isPending,
    failure: query.data === undefined ? query.error?.message : undefined,
    onRetry: () => void query.refetch(),
    empty: <NothingExecuted filter={filter} />,
  };
  return (
    <div>
      <QualityFilters
        filter={ofQuarter}
        markets={markets}
        time={
          <Choice
            label="Quarter"
            value={quarter}
            options={quartersTo(current, quarter).map((value) => ({ value, label: value.replace('-', ' ') }))}
            onChange={(chosen) => void filter.setLook({ quarter: chosen })}
          />
        }
      />
      <div className="border-t border-line pt-1">
        <HeatMap
          {...shared}
          name={`Venues in ${quarter.replace('-', ' ')}`}
          note="n is how many stand behind a figure"
          header="Venue"
          rows={venues.map((row) => heatRow(row, nameOf))}
          columns={HEAT_COLUMNS}
          nameCell={({ id }) => <VenueName venueId={id} nameOf={nameOf} imported={imported} />}
        />
      </div>
      <div className="border-t border-line pt-1">
        <DataTable<ReviewedVenue>
          {...shared}
          name="Review of venues"
          columns={columns}
          rows={venues}
          rowKey={({ venue }) => venue}
          rowsInSight={roomFor(venues.length, ROWS_IN_SIGHT_MAX)}
          primary
          toolbar={
            <SectionTitle
              title="Since the quarter before"
              note={`the change beside each figure; behind is worse than all venues together, of ${COUNT_MIN} and more. The report to keep is made under Reports.`}
            />
          }
        />
      </div>
    </div>
  );
}

interface VenueNameProps {
  readonly venueId: string;
  readonly nameOf: NameOf;
  readonly imported: ReadonlySet<string>;
}

/** The way to a venue's page; one that only imports name has none. */
function VenueName({ venueId, nameOf, imported }: VenueNameProps) {
  const name = (
    <span className="flex max-w-60">
      <VenueCell venueId={venueId} nameOf={nameOf} inTable />
    </span>
  );
  if (imported.has(venueId)) return name;
  return (
    <Link href={hrefOfVenue(venueId)} className="hover:underline">
      {name}
    </Link>
  );
}

function heatRow({ venue, now }: ReviewedVenue, nameOf: NameOf) {
  const cellOf = ({ of, count }: QualityMetric) => ({ value: of(now), count: count(now) });
  return {
    id: venue,
    label: venueWords(venue, nameOf),
    cells: Object.fromEntries(REVIEW_METRICS.map((metric) => [metric.id, cellOf(metric)])),
  };
}

/** The last quarters, and the one that is looked at where it is older. */
function quartersTo(current: string, looked: string): readonly string[] {
  const quarters = [current];
  while (quarters.length < QUARTERS_SHOWN) quarters.push(quarterBefore(quarters.at(-1) ?? current));
  return quarters.includes(looked) ? quarters : [...quarters, looked];
}
