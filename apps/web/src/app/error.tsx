'use client';

import { Button } from '@fairlead/ui/button';
import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { AwayBanner } from '@/screens/shell/away-banner';
import { PageMessage } from '@/screens/shell/page-message';
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
      <PageMessage
        isFailure
        title="The console cannot be shown now"
        actions={<Button onClick={again}>Try again</Button>}
      >
        <p>It comes back by itself as soon as what it needs is there.</p>
      </PageMessage>
    </main>
  );
}
