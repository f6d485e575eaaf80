import { NextResponse } from 'next/server';
import { APPEARANCE_COOKIE, appearance, writeAppearance } from '@/appearance';
import { env } from '@/env';

const YEAR_SECONDS = 365 * 24 * 3600;

/** Keeps how the console looks for this browser. */
export async function PUT(request: Request): Promise<Response> {
  const body: unknown = await request.json().catch(() => ({}));
  const wanted = appearance.safeParse(body);
  if (!wanted.success) return new Response(null, { status: 400 });
  const response = new NextResponse(null, { status: 204 });
  response.cookies.set(APPEARANCE_COOKIE, writeAppearance(wanted.data), {
    path: '/',
    maxAge: YEAR_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
    secure: env().WEB_URL.startsWith('https:'),
  });
  return response;
}
