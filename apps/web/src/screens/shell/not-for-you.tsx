import Link from 'next/link';
import type { ReactNode } from 'react';
import { PageMessage } from './page-message';

/** Stands in place of screens for whoever may not see them: what is not theirs, why, and where to go. */
export function NotForYou({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <PageMessage
      title={title}
      actions={
        <Link href="/" className="text-accent underline">
          Go to your start screen
        </Link>
      }
    >
      <p>{children}</p>
    </PageMessage>
  );
}
