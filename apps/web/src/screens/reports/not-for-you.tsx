'use client';

import { useViewer } from '@/viewer/viewer-context';
import { NotForYou } from '../shell/not-for-you';

/** Stands in place of the screens of reports for whoever may not see them, with the reason. */
export function ReportsNotForYou() {
  const { whyNot, clientId } = useViewer();
  const why = whyNot('reports:read');
  return (
    <NotForYou title="The firm’s reports are not for you to see">
      {why === '' && clientId !== null ? 'They tell of the orders of every client of the firm.' : why}
    </NotForYou>
  );
}
