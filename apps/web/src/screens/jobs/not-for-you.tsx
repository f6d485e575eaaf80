'use client';

import { useViewer } from '@/viewer/viewer-context';
import { NotForYou } from '../shell/not-for-you';

/** Stands in place of the screens of jobs for whoever may not see them, with the reason. */
export function JobsNotForYou() {
  const viewer = useViewer();
  return (
    <NotForYou title="Jobs are not for your role to see">
      {viewer.whyNot('jobs:read') || 'They work for every client: they are for the firm’s own people.'}
    </NotForYou>
  );
}
