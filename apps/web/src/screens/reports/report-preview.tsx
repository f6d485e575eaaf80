'use client';

import { ErrorState } from '@fairlead/ui/region-state';
import { SkeletonRows } from '@fairlead/ui/skeleton';
import type { ReportFigures } from '@/rows/report-figures';
import type { ReportRun } from '@/rows/report-run';
import { ExecutionPreview } from './execution-preview';
import { HandlingPreview } from './handling-preview';
import { PublicPreview } from './public-preview';
import { ReviewPreview } from './review-preview';
import { RoutingPreview } from './routing-preview';
import { TcaPreview } from './tca-preview';

interface ReportPreviewProps {
  readonly run: ReportRun;
  readonly figures: {
    readonly data: ReportFigures | null | undefined;
    readonly error: { readonly message: string } | null;
    readonly refetch: () => unknown;
  };
}

/** The report as its form shows it, in the place where it is read. */
export function ReportPreview({ run, figures: { data, error, refetch } }: ReportPreviewProps) {
  return (
    <section aria-label="The report" className="border-t border-line">
      {data === undefined ? (
        error === null ? (
          <SkeletonRows count={12} />
        ) : (
          <ErrorState title="The report could not be read" onRetry={() => void refetch()}>
            {error.message}
          </ErrorState>
        )
      ) : (
        <Picture figures={data} run={run} />
      )}
    </section>
  );
}

function Picture({ figures, run }: { readonly figures: ReportFigures | null; readonly run: ReportRun }) {
  if (figures === null)
    return (
      <p className="px-4 py-6 text-sm text-muted">
        Its figures are kept in a shape that this console does not know. Its files say them.
      </p>
    );
  switch (figures.kind) {
    case 'RULE_606_A1':
      return <PublicPreview report={figures.report} simulated={run.simulated} />;
    case 'RULE_606_B1':
      return <RoutingPreview routing={figures.routing} simulated={run.simulated} />;
    case 'RULE_606_B3':
      return <HandlingPreview handling={figures.handling} simulated={run.simulated} />;
    case 'RULE_605':
      return <ExecutionPreview execution={figures.execution} simulated={run.simulated} />;
    case 'REVIEW':
      return <ReviewPreview review={figures.review} simulated={run.simulated} />;
    case 'TCA':
      return <TcaPreview costs={figures.costs} run={run} />;
  }
}
