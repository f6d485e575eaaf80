'use client';

import Link from 'next/link';
import { useViewer } from '@/viewer/viewer-context';
import { PageMessage } from '../shell/page-message';

/** Stands in place of the screens of reports for whoever may not see them, with the reason. */
export function ReportsNotForYou() {
  const { whyNot, clientId } = useViewer();
  const why = whyNot('reports:read');
  return (
    <PageMessage
      title="The firm’s reports are not for you to see"
      actions={
        <Link href="/" className="text-accent underline">
          Go to your start screen
        </Link>
      }
    >
      <p>{why === '' && clientId !== null ? 'They tell of the orders of every client of the firm.' : why}</p>
    </PageMessage>
  );
}
