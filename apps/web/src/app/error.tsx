'use client';

import { ErrorState } from '@fairlead/ui/region-state';
import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { AwayBanner } from '@/screens/shell/away-banner';
import { useResetWhenBack } from '@/screens/shell/use-reset-when-back';

/** What stands in place of the whole console where not even who is looking can be found out: mostly a database that is away. */
export default function ConsoleError({ reset }: { error: Error; reset: () => void }) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  useResetWhenBack(again);
  return (
    <main className="flex min-h-dvh flex-col">
      <AwayBanner />
      <ErrorState title="The console cannot be shown now" onRetry={again}>
        It comes back by itself as soon as what it needs is there.
      </ErrorState>
    </main>
  );
}
