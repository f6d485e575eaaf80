import { constants, createGzip } from 'node:zlib';

const END = Buffer.from('\n\n');

/**
 * Server-sent events in gzip, each event readable as soon as it is written, with one dictionary as long as the connection lasts. Next would end its dictionary at each
 * write, and tRPC writes an event in five pieces; so whoever asks for events is not packed by Next but here.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export function packEvents(request, response) {
  const { accept = '', 'accept-encoding': encodings = '' } = request.headers;
  if (!accept.includes('text/event-stream') || !/\bgzip\b/.test(String(encodings))) return;
  delete request.headers['accept-encoding'];
  const [flushHeaders, write, end] = [response.flushHeaders, response.write, response.end].map((method) =>
    method.bind(response),
  );
  /** @type {import('node:zlib').Gzip | null | undefined} */
  let gzip;
  const begin = () => {
    gzip ??= isOfEvents(response) ? packInto(response, write, end) : null;
  };
  /** @type {Buffer[]} */
  let event = [];
  response.flushHeaders = () => {
    begin();
    flushHeaders();
  };
  response.write = (chunk, ...rest) => {
    begin();
    if (gzip == null) return write(chunk, ...rest);
    event.push(Buffer.from(chunk));
    if (!event.at(-1)?.subarray(-END.length).equals(END)) return true;
    gzip.write(Buffer.concat(event));
    event = [];
    return !response.writableNeedDrain;
  };
  response.end = (...last) => {
    begin();
    if (gzip == null) return end(...last);
    gzip.end(Buffer.concat(event));
    return response;
  };
}

/** @param {import('node:http').ServerResponse} response */
function isOfEvents(response) {
  return !response.headersSent && String(response.getHeader('content-type')).startsWith('text/event-stream');
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {(piece: Buffer) => boolean} write
 * @param {() => void} end
 */
function packInto(response, write, end) {
  response.setHeader('Content-Encoding', 'gzip');
  response.appendHeader('Vary', 'Accept-Encoding');
  const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
  gzip.on('data', (piece) => {
    if (write(piece)) return;
    gzip.pause();
    response.once('drain', () => gzip.resume());
  });
  gzip.on('end', () => end());
  // What a connection that is gone leaves undone is nobody's loss.
  gzip.on('error', () => response.destroy());
  response.once('close', () => gzip.destroy());
  return gzip;
}
