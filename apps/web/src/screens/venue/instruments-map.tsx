'use client';

import type { VenueOverall } from '@fairlead/contracts/venue-quality';
import { HeatMap, heatHeight } from '@fairlead/ui/chart/heat-map';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo, useState } from 'react';
import { formatQuantity } from '@/words/figures';
import { ShowAll } from '../order/show-all';
import { QUALITY_COLUMNS, qualityCells } from '../venues/quality-metrics';

const FIRST = 12;
/** What the rows that are shown first take with the one for all, so that nothing moves when they come. */
const FIRST_HEIGHT = heatHeight(FIRST + 1);

interface InstrumentsMapProps {
  readonly overall: VenueOverall | null;
  readonly instruments: readonly (VenueOverall & { readonly instrument_id: string })[];
  readonly loading: boolean;
  readonly failure: string | undefined;
  readonly onRetry: () => void;
}

/** How good a venue is over all its instruments and in each of them, the best known first. */
export function InstrumentsMap({ overall, instruments, ...state }: InstrumentsMapProps) {
  const [isAll, setAll] = useState(false);
  const rows = useMemo(() => {
    const shown = isAll ? instruments : instruments.slice(0, FIRST);
    const whole = overall === null ? [] : [{ id: '', label: 'All', cells: qualityCells(overall) }];
    return [
      ...whole,
      ...shown.map((each) => ({ id: each.instrument_id, label: each.instrument_id, cells: qualityCells(each) })),
    ];
  }, [overall, instruments, isAll]);
  return (
    <div>
      <HeatMap
        name="Quality by instrument"
        note="95 % intervals; n counts observations by what they still weigh; in one instrument the venue’s own average counts for a little"
        header="Instrument"
        rows={rows}
        columns={QUALITY_COLUMNS}
        {...(state.loading ? { height: FIRST_HEIGHT } : {})}
        {...state}
        empty={
          <EmptyState title="Nothing is known yet">
            A venue is measured by what is sent to it: figures appear with the first child order that ends.
          </EmptyState>
        }
      />
      {!isAll && instruments.length > FIRST && (
        <p className="px-4 pb-2">
          <ShowAll what={`all ${formatQuantity(instruments.length)} instruments`} onPress={() => setAll(true)} />
        </p>
      )}
    </div>
  );
}
