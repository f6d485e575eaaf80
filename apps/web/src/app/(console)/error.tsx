'use client';

import { ErrorState } from '@fairlead/ui/region-state';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';

/** What stands in place of a screen that could not be read. */
export default function ScreenError({ error, reset }: { error: Error; reset: () => void }) {
  const { reset: forget } = useQueryErrorResetBoundary();
  return (
    <ErrorState
      title="This screen could not be loaded"
      onRetry={() => {
        forget();
        reset();
      }}
    >
      {error.message}
    </ErrorState>
  );
}
