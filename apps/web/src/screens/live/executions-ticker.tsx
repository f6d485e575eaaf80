'use client';

import { Section } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useLive } from '@/live/live-context';
import type { LiveTopic } from '@/stream/live-wish';
import { useInstrumentForms } from '../instrument-forms';
import { FillLine } from './fill-line';

const SHOWN_MAX = 60;
const FOLLOWED: readonly LiveTopic[] = ['EXECUTION'];

/** Fills as they happen, the newest first. */
export function ExecutionsTicker() {
  const { executions } = useLive(FOLLOWED);
  const formOf = useInstrumentForms();
  return (
    <Section title="Fills" note="newest first">
      <div className="max-lg:h-[232px] lg:min-h-0 lg:flex-1 overflow-y-auto">
        {executions.length === 0 ? (
          <EmptyState title="No fill since this screen was opened">
            Fills appear here the moment a venue reports them.
          </EmptyState>
        ) : (
          <ul>
            {executions.slice(0, SHOWN_MAX).map((fill) => (
              <FillLine key={fill.execution_id} fill={fill} form={formOf(fill.instrument_id).price} />
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
