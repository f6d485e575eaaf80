'use client';

import { CUT_NAMES } from '@fairlead/core/analytics/dimension-names';
import { QUALITY_DIMENSIONS, type QualityDimension } from '@fairlead/core/analytics/quality-dimension';
import { Choice } from '@fairlead/ui/choice';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { useMemo } from 'react';
import type { QualityRow } from '@/rows/quality';
import { roomFor } from '../venue/room-for';
import { useEveryVenueName } from '../venue-names';
import { CourseChart } from './course-chart';
import { figureColumns } from './figure-columns';
import { LaterChart } from './later-chart';
import { NothingExecuted } from './nothing-executed';
import { inOrderOf } from './order-of-rows';
import { PeriodFields } from './period-fields';
import { QualityFilters } from './quality-filters';
import { askOf, inMarket, type QualityFilterState, useFigures, useMarkets, useQualityFilter } from './use-quality';
import { WholeStrip } from './whole-strip';

/** More than these are scrolled to within the table. */
const ROWS_IN_SIGHT_MAX = 24;
const CUTS = QUALITY_DIMENSIONS.map((value) => ({ value, label: `By ${CUT_NAMES[value].toLowerCase()}` }));

/** What came of orders: all of it, over time, after the execution, and by what one asks. */
export function OutcomeView() {
  const filter = useQualityFilter();
  const markets = useMarkets(filter);
  const { query, market, whole } = markets;
  const { by } = filter.look;
  const cut = useFigures(askOf(filter), [by], filter.isKnown);
  const rows = useMemo(
    () => inOrderOf(by, inMarket(cut.data, market), ({ notional }) => notional),
    [by, cut.data, market],
  );
  const nameOf = useEveryVenueName();
  const columns = useMemo(() => figureColumns(by, market?.currency ?? '', nameOf), [by, market?.currency, nameOf]);
  const failure = query.data === undefined ? query.error?.message : undefined;
  const narrow = narrowing(filter, by);
  return (
    <div>
      <QualityFilters filter={filter} markets={markets} time={<PeriodFields filter={filter} />} />
      <WholeStrip whole={whole} />
      <div className="grid grid-cols-[minmax(0,1fr)] pt-1 xl:grid-cols-[3fr_2fr]">
        <CourseChart filter={filter} markets={markets} />
        <LaterChart whole={whole} loading={query.isPending} failure={failure} onRetry={() => void query.refetch()} />
      </div>
      <div className="border-t border-line pt-1">
        <DataTable<QualityRow>
          name={`Execution quality by ${CUT_NAMES[by].toLowerCase()}`}
          columns={columns}
          rows={rows}
          rowKey={({ keys }) => keys[0] ?? ''}
          {...(narrow === undefined ? {} : { onOpen: narrow })}
          rowsInSight={roomFor(rows.length, ROWS_IN_SIGHT_MAX)}
          primary
          toolbar={
            <>
              <SectionTitle
                title="What came of it"
                note="a dash is not known; hover a figure for how many stand behind it"
              />
              <Choice
                label="Told apart"
                value={by}
                options={CUTS}
                onChange={(chosen) => void filter.setLook({ by: chosen })}
              />
            </>
          }
          loading={cut.isPending || query.isPending}
          failure={cut.data === undefined ? cut.error?.message : undefined}
          onRetry={() => void cut.refetch()}
          empty={<NothingExecuted filter={filter} />}
        />
      </div>
    </div>
  );
}

const NAMES = { VENUE: 'venue', INSTRUMENT: 'symbol', CLIENT: 'client' } as const;
const isName = (cut: QualityDimension): cut is keyof typeof NAMES => cut in NAMES;

/** Opening a row of a venue, an instrument or a client looks at that one alone, by what is inside of it. */
function narrowing(
  { onChange, setLook }: QualityFilterState,
  by: QualityDimension,
): ((row: QualityRow) => void) | undefined {
  if (!isName(by)) return undefined;
  return ({ keys: [key] }) => {
    if (key == null) return;
    onChange({ [NAMES[by]]: key });
    void setLook({ by: by === 'VENUE' ? 'INSTRUMENT' : 'VENUE' });
  };
}
