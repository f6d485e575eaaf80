import 'server-only';
import { env } from '@/env';
import { tokenFor } from './call-router';

const TIMEOUT_MS = 60_000;
const KEPT = ['content-type', 'content-disposition', 'content-length', 'etag'];
const AWAY = { code: 'UNREACHED', message: 'The router does not answer. Is it running?' };

/** A file that the router gives to the person who asks, handed on as it comes; its refusal likewise. */
export async function fileOfRouter(headers: Headers, path: string): Promise<Response> {
  try {
    const answer = await fetch(`${env().ROUTER_URL}/api/v1/smart-routing${path}`, {
      headers: { authorization: `Bearer ${await tokenFor(headers)}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: 'no-store',
    });
    const kept = KEPT.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return new Response(answer.body, {
      status: answer.status,
      headers: { ...Object.fromEntries(kept), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    });
  } catch {
    return Response.json(AWAY, { status: 502 });
  }
}
