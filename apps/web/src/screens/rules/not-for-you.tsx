'use client';

import Link from 'next/link';
import { useViewer } from '@/viewer/viewer-context';
import { PageMessage } from '../shell/page-message';

/** Stands in place of the screens of rules for whoever may not read them, with the reason. */
export function RulesNotForYou() {
  const viewer = useViewer();
  return (
    <PageMessage
      title="The routing rules are not for your role to read"
      actions={
        <Link href="/" className="text-accent underline">
          Go to your start screen
        </Link>
      }
    >
      <p>They are read with the right to the audit trail. {viewer.whyNot('audit:read')}</p>
    </PageMessage>
  );
}
