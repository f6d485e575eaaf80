'use client';

import { Button } from '@fairlead/ui/button';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { PageMessage } from '@/screens/shell/page-message';
import { useResetWhenBack } from '@/screens/shell/use-reset-when-back';

/** What stands in place of a screen that could not be read. It tries again by itself when what was away is back. */
export default function ScreenError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
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
    <PageMessage
      isFailure
      title="This screen could not be loaded"
      actions={
        <>
          <Button onClick={again}>Try again</Button>
          <Link href="/" className="text-accent underline">
            Go to your start screen
          </Link>
        </>
      }
    >
      {/* What failed on the server comes without its words, with a digest in their place. */}
      <p>{error.digest === undefined ? error.message : 'What it shows could not be read.'}</p>
      <p>It is tried again by itself as soon as what was away is back.</p>
    </PageMessage>
  );
}
