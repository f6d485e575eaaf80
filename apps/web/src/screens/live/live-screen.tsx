'use client';

import { Button } from '@fairlead/ui/button';
import { Page } from '@fairlead/ui/page';
import { ExecutionsTicker } from './executions-ticker';
import { LiveDecisions } from './live-decisions';
import { LiveOrders } from './live-orders';
import { useRatesCharts } from './rates-charts-room';
import { RatesStrip } from './rates-strip';
import { VenueStrip } from './venue-strip';

/** Everything that happens now, on one screen. */
export function LiveScreen() {
  return (
    <Page title="Live" lead="Every routing decision as it is made. Open one to see why." actions={<ChartsButton />}>
      <RatesStrip />
      <VenueStrip />
      <div className="flex min-h-0 flex-1 max-lg:flex-col">
        <div className="flex min-h-[420px] min-w-0 flex-1 flex-col pt-1 lg:min-h-0">
          <LiveDecisions />
        </div>
        <aside
          aria-label="Orders and fills"
          className="flex min-h-0 shrink-0 flex-col border-line max-lg:border-t lg:w-80 lg:border-l [&>section:last-child]:flex [&>section:last-child]:min-h-0 [&>section:last-child]:flex-1 [&>section:last-child]:flex-col"
        >
          <LiveOrders />
          <ExecutionsTicker />
        </aside>
      </div>
    </Page>
  );
}

/** Shows the course of the last minute, or puts it away. */
function ChartsButton() {
  const [charts, setCharts] = useRatesCharts();
  return (
    <Button size="sm" aria-expanded={charts} onClick={() => void setCharts(!charts)}>
      {charts ? 'Hide charts' : 'Charts'}
    </Button>
  );
}
