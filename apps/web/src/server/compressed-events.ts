import { constants, createGzip } from 'node:zlib';

/** What ends an event. */
const END = '\n\n';

/**
 * Server-sent events in gzip, each event readable as soon as it is written. They share one dictionary as long as the connection lasts, so the tenth message of
 * a kind is a tenth of the first. Next's own compression leaves them alone, because they say that nothing on the way may change them.
 */
export function compressedEvents(response: Response, accepted: string | null): Response {
  const { body, headers } = response;
  const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (body === null || !isStream || accepted === null || !/\bgzip\b/.test(accepted)) return response;
  const changed = new Headers(headers);
  changed.set('Content-Encoding', 'gzip');
  changed.append('Vary', 'Accept-Encoding');
  return new Response(gzipped(body), { status: response.status, headers: changed });
}

function gzipped(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  // A sync flush keeps the dictionary, where the full one that Node takes by itself would forget it.
  const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
  return new ReadableStream<Uint8Array>({
    start: (out) => {
      gzip.on('data', (piece: Buffer) => out.enqueue(piece));
      gzip.on('end', () => out.close());
      gzip.on('error', (error) => out.error(error));
    },
    pull: async () => {
      const event = await nextEvent(reader);
      if (event === null) gzip.end();
      else await written(gzip, event);
    },
    cancel: async (why) => {
      gzip.destroy();
      await reader.cancel(why);
    },
  });
}

/** The next event whole, however many pieces it comes in: each flush costs some bytes. Null at the end. */
async function nextEvent(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return pieces.length === 0 ? null : Buffer.concat(pieces);
    pieces.push(value);
    if (Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1').endsWith(END))
      return Buffer.concat(pieces);
  }
}

function written(gzip: ReturnType<typeof createGzip>, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    gzip.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
