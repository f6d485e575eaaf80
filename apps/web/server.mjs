/**
 * The console's own front door: Next behind a plain Node server, which knows the address of the socket that a request came by. Next hands
 * on whatever a client says of its address; here each request carries its socket's, in a place that no header reaches.
 *
 * It also bounds how long requests may take to arrive (front-door.mjs) and how many connections there are. Answers that last, as live updates
 * do, are not ended by that.
 *
 * Usage: node server.mjs --hostname 127.0.0.1 --port 3000; with --version it says its version and ends
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import next from 'next';
import { createFrontDoor } from './front-door.mjs';
import { packEvents } from './packed-events.mjs';

const CONNECTIONS_MAX = 8_000;
const CONNECTIONS_OF_ADDRESS_MAX = 4_000;

const { values } = parseArgs({
  options: {
    hostname: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '3000' },
    version: { type: 'boolean', default: false },
  },
});
if (values.version) {
  console.log(JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')).version);
  process.exit(0);
}
const { hostname } = values;
const port = Number(values.port);

// Read by src/server/client-address.ts, which Next bundles on its own: the two meet by this name.
const socketAddress = new AsyncLocalStorage();
Reflect.set(globalThis, Symbol.for('fairlead.web.socket-address'), socketAddress);

const app = next({ dev: false, dir: import.meta.dirname, hostname, port });
await app.prepare();
const handle = app.getRequestHandler();

const server = createFrontDoor((request, response) => {
  packEvents(request, response);
  socketAddress
    .run(request.socket.remoteAddress, () => handle(request, response))
    .catch((error) => {
      console.error('a request failed:', error);
      response.destroy();
    });
});
server.maxConnections = CONNECTIONS_MAX;
/** @type {Map<string | undefined, number>} */
const open = new Map();
server.on('connection', (socket) => {
  const address = socket.remoteAddress;
  const count = (open.get(address) ?? 0) + 1;
  open.set(address, count);
  socket.once('close', () => {
    const left = (open.get(address) ?? 1) - 1;
    if (left === 0) open.delete(address);
    else open.set(address, left);
  });
  if (count > CONNECTIONS_OF_ADDRESS_MAX) socket.destroy();
});
server.listen(port, hostname, () => {
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : port;
  console.log(`console listens at http://${hostname}:${own}`);
});

function stop() {
  server.close(() => process.exit(0));
  // Live updates never end by themselves.
  server.closeAllConnections();
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
