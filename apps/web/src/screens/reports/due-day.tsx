import { Badge } from '@fairlead/ui/badge';
import type { ReportRun } from '@/rows/report-run';

/** By when a customer is to have its report, marked where that is over. */
export function DueDay({ run: { due } }: { readonly run: Pick<ReportRun, 'due'> }) {
  if (due === null) return '–';
  if (!due.is_over) return due.on;
  return (
    <Badge tone="stopped" title="The customer should have it by now">
      {due.on} overdue
    </Badge>
  );
}
