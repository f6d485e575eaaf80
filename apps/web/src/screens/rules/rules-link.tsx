'use client';

import Link from 'next/link';
import { versionOfPath } from '@/rules/version-input';
import { useViewer } from '@/viewer/viewer-context';

/** The rules that something was decided by, as they are called there; for whoever may read them the way to what they say. */
export function RulesLink({ name }: { name: string }) {
  const mayRead = useViewer().can('audit:read');
  const version = versionOfPath(name);
  if (version === null || !mayRead) return name;
  return (
    <Link href={`/rules/${version}`} className="text-accent hover:underline">
      {name}
    </Link>
  );
}
