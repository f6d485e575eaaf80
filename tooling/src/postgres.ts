import { startEmbeddedPostgres } from '@fairlead/db/embedded-postgres';

/** The embedded database as a process of its own: `node postgres.js DATA_DIR PORT`. Tells its starter the address. */
const [dataDir = '', port = ''] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDir, port: Number(port) });
let stopping = false;

process.on('SIGTERM', () => {
  if (stopping) return;
  stopping = true;
  void server.stop().then(() => process.exit(0));
});
process.send?.({ url: server.url, dataDir: server.dataDir });
