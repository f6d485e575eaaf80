import 'server-only';
import { role } from '@fairlead/contracts/enums';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { auth } from './auth';

const viewer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  banned: z.boolean().nullish(),
  /** The client for whom this person works; null sees every client, by role. */
  clientId: z.string().nullish(),
});

/** The person who is signed in. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: z.infer<typeof role>;
  readonly clientId: string | null;
}

/** Who the request's cookies prove, or null. */
export async function viewerOf(requestHeaders: Headers): Promise<Viewer | null> {
  const session = await auth().api.getSession({ headers: requestHeaders });
  const parsed = viewer.safeParse(session?.user);
  if (!parsed.success || parsed.data.banned === true) return null;
  const { id, name, email, role: theRole, clientId } = parsed.data;
  return { id, name, email, role: theRole, clientId: clientId ?? null };
}

/** Who is looking at this page, asked once a request. */
export const currentViewer = cache(async (): Promise<Viewer | null> => viewerOf(await headers()));

/** Who is looking at this page; whoever is not signed in is sent to do so. */
export async function requireViewer(): Promise<Viewer> {
  const found = await currentViewer();
  if (found === null) redirect('/sign-in');
  return found;
}
