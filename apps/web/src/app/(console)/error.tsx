'use client';

import { ErrorState } from '@fairlead/ui/region-state';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { useResetWhenBack } from '@/screens/shell/use-reset-when-back';

/** What stands in place of a screen that could not be read. It tries again by itself when what was away is back. */
export default function ScreenError({ error, reset }: { error: Error; reset: () => void }) {
  const { reset: forget } = useQueryErrorResetBoundary();
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      forget();
      router.refresh();
      reset();
    });
  useResetWhenBack(again);
  return (
    <ErrorState title="This screen could not be loaded" onRetry={again}>
      {error.message}
    </ErrorState>
  );
}
