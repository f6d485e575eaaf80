import Link from 'next/link';
import type { ReactNode } from 'react';

const LOOK =
  'inline-flex h-7 items-center rounded-md border border-line bg-surface px-2.5 text-xs whitespace-nowrap hover:border-line-strong hover:bg-hover';

interface LinkButtonProps {
  readonly href: string;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A link that stands among buttons: it goes somewhere, and opens in a new tab as links do. */
export function LinkButton(props: LinkButtonProps) {
  return <Link {...props} className={LOOK} />;
}

/** A link that gives a file. */
export function FileLink(props: LinkButtonProps) {
  return <a {...props} download className={LOOK} />;
}
