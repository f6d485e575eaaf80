import 'server-only';
import { env } from '@/env';
import { tokenFor } from './call-router';

const TIMEOUT_MS = 30_000;
const AWAY = { code: 'UNREACHED', detail: 'The router does not answer. Is it running?' };

/** Gives the router bytes in the name of the person who brings them, and what it answers back. Sent again they are the same. */
export async function bytesToRouter(
  headers: Headers,
  { method, path, bytes }: { readonly method: 'PUT' | 'POST'; readonly path: string; readonly bytes?: ArrayBuffer },
): Promise<Response> {
  try {
    const answer = await fetch(`${env().ROUTER_URL}/api/v1/smart-routing${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await tokenFor(headers)}`,
        ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: 'no-store',
      ...(bytes === undefined ? {} : { body: bytes }),
    });
    const body = answer.status === 204 ? null : await answer.text();
    return new Response(body, { status: answer.status, headers: { 'content-type': 'application/json' } });
  } catch {
    return Response.json(AWAY, { status: 502 });
  }
}
