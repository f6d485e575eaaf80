import 'server-only';
import { type Role, role } from '@fairlead/contracts/access';
import { getSessionCookie } from 'better-auth/cookies';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { ASKED_PATH, signInAddress } from '@/own-path';
import { access } from './access';
import { auth, COOKIE_PREFIX } from './auth';

const found = z.object({
  session: z.object({ id: z.uuid() }),
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
});

/** The person who is signed in. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly clientId: string | null;
}

/** Who the request's cookies prove, or null. The cookies say whose session it is; that it holds, role and client are asked as the router asks. */
export async function viewerOf(requestHeaders: Headers): Promise<Viewer | null> {
  const session = found.safeParse(await auth().api.getSession({ headers: requestHeaders }));
  if (!session.success) return null;
  const held = await access().findSession(session.data.session.id);
  const parsedRole = role.safeParse(held?.role);
  if (held === null || !parsedRole.success) return null;
  return { ...session.data.user, role: parsedRole.data, clientId: held.clientId };
}

/** Who is looking at this page, asked once a request. */
export const currentViewer = cache(async (): Promise<Viewer | null> => viewerOf(await headers()));

/** Who is looking at this page; whoever is not signed in is sent to do so, and comes back to it. Who comes with the cookie of a session is told that it ended. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer !== null) return viewer;
  const asked = await headers();
  const ended = getSessionCookie(asked, { cookiePrefix: COOKIE_PREFIX }) !== null;
  redirect(signInAddress(asked.get(ASKED_PATH), { ended }));
}
