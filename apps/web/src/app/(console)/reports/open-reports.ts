import 'server-only';
import { ROLE_SCOPES } from '@fairlead/contracts/access';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { requireViewer } from '@/server/session';
import { readOrNotFound, requestQueryClient, trpc } from '@/trpc/server';

/** Whether whoever asks for a page of reports may see them: the firm's people who read reports, and no client's user. */
export async function mayReadReports(): Promise<boolean> {
  const { role, clientId } = await requireViewer();
  return clientId === null && ROLE_SCOPES[role].includes('reports:read');
}

/** The import that an address names, read for its page; not found where it names none. */
export async function openImport(text: string): Promise<string> {
  const id = z.uuid().safeParse(text);
  if (!id.success) notFound();
  await readOrNotFound(requestQueryClient().fetchQuery(trpc.reports.import.queryOptions({ id: id.data })));
  return id.data;
}

/** The run that an address names, read for its page; not found where it names none. */
export async function openReport(text: string): Promise<string> {
  const id = z.uuid().safeParse(text);
  if (!id.success) notFound();
  await readOrNotFound(requestQueryClient().fetchQuery(trpc.reports.get.queryOptions({ id: id.data })));
  return id.data;
}
