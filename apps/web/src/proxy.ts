import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { env } from '@/env';
import { ASKED_PATH } from '@/own-path';
import { originRefusal, ownOrigins } from '@/server/origin';
import { pagePolicy, securityHeaders } from '@/server/page-policy';

/** Every request passes here first: writes must come from the console itself, and pages get their policy. */
export function proxy(request: NextRequest): NextResponse {
  const { WEB_URL } = env();
  const { method, headers, nextUrl } = request;
  const refusal = originRefusal({ method, headers, pathname: nextUrl.pathname }, ownOrigins(WEB_URL));
  const response =
    refusal === null
      ? passed(request)
      : NextResponse.json({ code: 'ORIGIN_REFUSED', message: refusal }, { status: 403 });
  for (const [name, value] of securityHeaders(WEB_URL)) response.headers.set(name, value);
  return response;
}

/** Next reads the nonce from the request's policy and puts it on its own scripts. */
function passed(request: NextRequest): NextResponse {
  if (request.nextUrl.pathname.startsWith('/api/')) {
    const response = NextResponse.next();
    response.headers.set('Cache-Control', 'no-store');
    return response;
  }
  const policy = pagePolicy(randomBytes(16).toString('base64'));
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  headers.set(ASKED_PATH, askedPath(request.nextUrl));
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** Where the person wanted to go, whatever the request says of it: who has to sign in first is brought there afterwards. */
function askedPath({ pathname, searchParams }: NextRequest['nextUrl']): string {
  const query = new URLSearchParams(searchParams);
  query.delete('_rsc');
  return query.size === 0 ? pathname : `${pathname}?${query}`;
}

export const config = { matcher: ['/((?!_next/static|icon.svg).*)'] };
