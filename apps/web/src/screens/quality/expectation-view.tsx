'use client';

import { CUT_NAMES } from '@fairlead/core/analytics/dimension-names';
import { QUALITY_DIMENSIONS } from '@fairlead/core/analytics/quality-dimension';
import { Choice } from '@fairlead/ui/choice';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { type Stat, StatStrip } from '@fairlead/ui/stat-strip';
import { useMemo } from 'react';
import type { CalibrationFigures, ExpectationRow } from '@/rows/quality';
import { formatBps, formatQuantity } from '@/words/figures';
import { roomFor } from '../venue/room-for';
import { useEveryVenueName } from '../venue-names';
import { CalibrationChart } from './calibration-chart';
import { CostByVenue, CostOverTime } from './cost-charts';
import { beyondBps, expectationColumns } from './expectation-columns';
import { NothingExecuted } from './nothing-executed';
import { inOrderOf } from './order-of-rows';
import { PeriodFields } from './period-fields';
import { QualityFilters } from './quality-filters';
import { useCalibration, useExpectations } from './use-expectations';
import { askOf, inMarket, useMarkets, useQualityFilter } from './use-quality';

/** More than these are scrolled to within the table. */
const ROWS_IN_SIGHT_MAX = 24;
const CUTS = QUALITY_DIMENSIONS.map((value) => ({ value, label: `By ${CUT_NAMES[value].toLowerCase()}` }));

/** What decisions promised beside what came: fill rates, and costs by venue, over time, and by what one asks. */
export function ExpectationView() {
  const filter = useQualityFilter();
  const markets = useMarkets(filter);
  const { by } = filter.look;
  const calibration = useCalibration(askOf(filter), filter.isKnown);
  const whole = inMarket(useExpectations(askOf(filter), [], filter.isKnown).data, markets.market)[0] ?? null;
  const cut = useExpectations(askOf(filter), [by], filter.isKnown);
  const rows = useMemo(
    () => inOrderOf(by, inMarket(cut.data, markets.market), ({ filled_quantity: filled }) => filled),
    [by, cut.data, markets.market],
  );
  const nameOf = useEveryVenueName();
  const columns = useMemo(() => expectationColumns(by, nameOf), [by, nameOf]);
  return (
    <div>
      <QualityFilters filter={filter} markets={markets} time={<PeriodFields filter={filter} />} />
      <StatStrip label="Expected and realised" stats={[...costStats(whole), ...fillStats(calibration.data)]} />
      <div className="grid grid-cols-[minmax(0,1fr)] pt-1 xl:grid-cols-2">
        <CalibrationChart
          calibration={calibration.data}
          loading={calibration.isPending}
          failure={calibration.data === undefined ? calibration.error?.message : undefined}
          onRetry={() => void calibration.refetch()}
        />
        <CostByVenue filter={filter} markets={markets} />
      </div>
      <CostOverTime filter={filter} markets={markets} />
      <div className="border-t border-line pt-1">
        <DataTable<ExpectationRow>
          name={`Expected and realised by ${CUT_NAMES[by].toLowerCase()}`}
          columns={columns}
          rows={rows}
          rowKey={({ keys }) => keys[0] ?? ''}
          rowsInSight={roomFor(rows.length, ROWS_IN_SIGHT_MAX)}
          primary
          toolbar={
            <>
              <SectionTitle title="Expected and realised" note="of child orders that took and were filled, with fees" />
              <Choice
                label="Told apart"
                value={by}
                options={CUTS}
                onChange={(chosen) => void filter.setLook({ by: chosen })}
              />
            </>
          }
          loading={cut.isPending}
          failure={cut.data === undefined ? cut.error?.message : undefined}
          onRetry={() => void cut.refetch()}
          empty={<NothingExecuted filter={filter} />}
        />
      </div>
    </div>
  );
}

function costStats(whole: ExpectationRow | null): readonly Stat[] {
  const bps = (label: string, value: number | null): Stat =>
    value === null ? { label, value: '–' } : { label, value: formatBps(value), unit: 'bps' };
  const of = whole === null ? {} : { note: `of ${formatQuantity(whole.children)} child orders` };
  return [
    { ...bps('Expected cost', whole?.expected_cost_bps ?? null), ...of },
    bps('Realised cost', whole?.realised_cost_bps ?? null),
    { ...bps('Beyond', whole === null ? null : beyondBps(whole)), note: 'above zero it cost more' },
  ];
}

function fillStats(calibration: CalibrationFigures | undefined): readonly Stat[] {
  const { decisions = 0, bias = null, brier = null, calibration_error: error = null } = calibration ?? {};
  const points = (value: number | null) => (value === null ? '–' : formatBps(value * 100, 1));
  return [
    {
      ...{ label: 'Fill rate, bias', value: points(bias), note: `of ${formatQuantity(decisions)} decisions` },
      ...(bias === null ? {} : { unit: 'points' }),
    },
    {
      label: 'Calibration error',
      value: error === null ? '–' : (error * 100).toFixed(1),
      note: '0 is calibrated',
      ...(error === null ? {} : { unit: 'points' }),
    },
    { label: 'Brier score', value: brier === null ? '–' : brier.toFixed(3), note: '0 is best' },
  ];
}
