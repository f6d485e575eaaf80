import { EmptyState } from '@fairlead/ui/region-state';
import type { QualityFilterState } from './use-quality';

/** Said where nothing was executed, with what to do about it. */
export function NothingExecuted({ filter: { onClear, origin } }: { readonly filter: QualityFilterState }) {
  return (
    <EmptyState title="Nothing was executed in this time">
      {origin === 'SIMULATED'
        ? 'of the demo flow. Customers’ orders are looked at by themselves.'
        : 'of customers’ orders. What the demo flow sends is looked at by itself.'}{' '}
      {onClear !== undefined && (
        <button type="button" className="text-accent hover:underline" onClick={onClear}>
          Clear the filter
        </button>
      )}
    </EmptyState>
  );
}
