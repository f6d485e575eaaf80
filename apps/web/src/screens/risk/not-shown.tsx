import { EmptyState } from '@fairlead/ui/region-state';
import { useViewer } from '@/viewer/viewer-context';

/** What of risk is shown to those alone who keep it or look after it. */
export function useMaySeeRisk(): boolean {
  const { can } = useViewer();
  return can('risk:write') || can('audit:read');
}

/** Said in the place of what somebody may not see. */
export function NotShown({ what }: { readonly what: string }) {
  return (
    <EmptyState title={`${what} are not shown to you`}>
      They are for operations, compliance, auditors and administrators. What was refused and what is halted is shown to
      everybody.
    </EmptyState>
  );
}
