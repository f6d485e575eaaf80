import 'server-only';
import { ROLE_SCOPES } from '@fairlead/contracts/access';
import { notFound } from 'next/navigation';
import { requireViewer } from '@/server/session';
import { readOrNotFound, requestQueryClient, trpc } from '@/trpc/server';

/** Whether whoever asks for a page of rules may read them. */
export async function mayReadRules(): Promise<boolean> {
  const viewer = await requireViewer();
  return ROLE_SCOPES[viewer.role].includes('audit:read');
}

/** The version that an address names, read for its page; not found where it names none. */
export async function openVersion(version: number | null): Promise<number> {
  if (version === null) notFound();
  await readOrNotFound(requestQueryClient().fetchQuery(trpc.rules.version.queryOptions({ version })));
  return version;
}
