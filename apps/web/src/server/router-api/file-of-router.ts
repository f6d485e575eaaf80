import 'server-only';
import { env } from '@/env';
import { tokenFor } from './call-router';

/** How long the router may say nothing: until it answers, and between one piece of a file and the next. */
const SILENT_MS_MAX = 60_000;
const KEPT = ['content-type', 'content-disposition', 'content-length', 'etag'];
const AWAY = { code: 'UNREACHED', message: 'The router does not answer. Is it running?' };

/** Waits for what the router says next, and hangs up where nothing comes. */
type Hear = <Said>(coming: Promise<Said>) => Promise<Said>;

/**
 * A file that the router gives to the person who asks, handed on as it comes; its refusal likewise. However long it is, it is not cut while pieces of it come: only silence ends
 * it, and then the connection, so that nobody takes it for whole.
 */
export async function fileOfRouter(headers: Headers, path: string): Promise<Response> {
  const line = new AbortController();
  const hear: Hear = async (coming) => {
    const timer = setTimeout(() => line.abort(), SILENT_MS_MAX);
    return coming.finally(() => clearTimeout(timer));
  };
  try {
    const authorization = `Bearer ${await tokenFor(headers)}`;
    const address = `${env().ROUTER_URL}/api/v1/smart-routing${path}`;
    const answer = await hear(fetch(address, { headers: { authorization }, signal: line.signal, cache: 'no-store' }));
    const kept = KEPT.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return new Response(answer.body === null ? null : heardPieces(answer.body, hear), {
      status: answer.status,
      headers: { ...Object.fromEntries(kept), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    });
  } catch {
    return Response.json(AWAY, { status: 502 });
  }
}

/** The same pieces. Each is asked for when there is room for it, so that a person's slow line is no silence of the router. */
function heardPieces(body: ReadableStream<Uint8Array>, hear: Hear): ReadableStream<Uint8Array> {
  const pieces = body.getReader();
  return new ReadableStream({
    async pull(out) {
      const { done, value } = await hear(pieces.read());
      if (done) out.close();
      else out.enqueue(value);
    },
    cancel: (reason) => pieces.cancel(reason),
  });
}
