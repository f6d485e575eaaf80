import 'server-only';
import { clientAddress, countedAddress } from '@fairlead/contracts/client-address';
import { z } from 'zod';
import { env } from '@/env';
import { signIns } from './access';
import { ADDRESS_HEADER, auth } from './auth';
import { viewerOf } from './session';
import { socketAddress } from './socket-address';

const BASE = '/api/auth';

const credentials = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(256) });

/**
 * What of the login's library can be reached, and how. Everything else that it offers is closed: people, roles and passwords are not changed
 * by whoever is signed in, and nobody makes an account for themselves.
 */
const ENDPOINTS: Readonly<Record<string, (request: Request, address: string) => Promise<Response>>> = {
  'POST /sign-in/email': signIn,
  'POST /sign-out': (request) => auth().handler(request),
  'GET /token': token,
  'GET /jwks': (request) => auth().handler(request),
};

/** Answers what a browser or a program asks of the login. */
export async function answerAuth(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const endpoint = Object.hasOwn(ENDPOINTS, `${request.method} ${pathname.slice(BASE.length)}`)
    ? ENDPOINTS[`${request.method} ${pathname.slice(BASE.length)}`]
    : undefined;
  if (endpoint === undefined || !pathname.startsWith(BASE)) return refusal(404, 'NOT_FOUND', 'There is nothing here.');
  const address = clientAddress(socketAddress(), request.headers.get('x-forwarded-for'), env().TRUSTED_PROXIES);
  try {
    const response = await endpoint(withAddress(request, address), address);
    // The library calls a database that is away its own fault, and has said what it was in the log.
    if (response.status < 500) return response;
  } catch (error) {
    console.error('sign-in:', error);
  }
  return refusal(503, 'UNAVAILABLE', 'The console cannot reach its database. Try again shortly.', 1);
}

/** A token for the router, of a session that holds; whoever is shut out gets none. */
async function token(request: Request): Promise<Response> {
  if ((await viewerOf(request.headers)) === null)
    return refusal(401, 'UNAUTHENTICATED', 'You are signed out. Sign in again.');
  return auth().handler(request);
}

/** The password is looked at only where the account and the address have tries left. */
async function signIn(request: Request, address: string): Promise<Response> {
  const body = credentials.safeParse(
    await request
      .clone()
      .json()
      .catch(() => null),
  );
  if (!body.success) return refusal(400, 'INVALID_REQUEST', 'Give your e-mail and your password.');
  const attempt = { email: body.data.email.trim().toLowerCase(), address: countedAddress(address) };
  const gate = await signIns().begin(attempt);
  if (gate.kind === 'CLOSED') {
    const { retryAfterSeconds } = gate;
    const message = `Too many wrong tries. Try again in ${retryAfterSeconds} s.`;
    return refusal(429, 'TOO_MANY_TRIES', message, retryAfterSeconds);
  }
  const response = await auth().handler(request);
  if (response.ok) await signIns().succeed(attempt, gate.subjects);
  else if (response.status >= 500) await signIns().giveBack(gate.subjects);
  return response;
}

function withAddress(request: Request, address: string): Request {
  const headers = new Headers(request.headers);
  headers.set(ADDRESS_HEADER, address);
  return new Request(request, { headers });
}

function refusal(status: number, code: string, message: string, retryAfterSeconds?: number): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  return Response.json({ code, message }, { status, headers });
}
