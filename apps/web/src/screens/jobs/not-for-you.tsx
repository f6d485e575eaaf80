'use client';

import Link from 'next/link';
import { useViewer } from '@/viewer/viewer-context';
import { PageMessage } from '../shell/page-message';

/** Stands in place of the screens of jobs for whoever may not see them, with the reason. */
export function JobsNotForYou() {
  const viewer = useViewer();
  return (
    <PageMessage
      title="Jobs are not for your role to see"
      actions={
        <Link href="/" className="text-accent underline">
          Go to your start screen
        </Link>
      }
    >
      <p>{viewer.whyNot('jobs:read') || 'They work for every client: they are for the firm’s own people.'}</p>
    </PageMessage>
  );
}
