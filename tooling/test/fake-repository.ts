import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../src/root.ts';

/** A repository with the real starter and stand-ins for everything that it starts. */
export interface FakeRepository {
  readonly root: string;
  /** Writes a file in place of what is there. */
  put(path: string, content: string): void;
  /** Puts the stand-ins back as they were. */
  restore(): void;
  remove(): void;
}

/** An app that answers where the real one would, and says when it has drained. */
const APP = `
  const name = process.argv[1].split('/apps/')[1].split('/')[0];
  const ports = {
    web: process.env.WEB_PORT,
    router: process.env.ROUTER_PORT,
    worker: process.env.WORKER_PORT,
    'venue-sim': process.env.VENUE_SIM_CONTROL_PORT,
  };
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    if (request.url === '/die') process.exit(9);
    const { BETTER_AUTH_SECRET: secret, DEMO: demo } = process.env;
    response.end(JSON.stringify({ url: request.url, secret, demo, pid: process.pid }));
  });
  server.listen(Number(ports[name]), '127.0.0.1');
  console.log(name + ' is up');
  process.on('SIGTERM', () => {
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
`;

const DB: Readonly<Record<string, string>> = {
  'embedded-postgres': `
    export async function startEmbeddedPostgres({ dataDir, port }) {
      const fs = await import('node:fs');
      const { spawn } = await import('node:child_process');
      fs.mkdirSync(dataDir, { recursive: true });
      const pidFile = dataDir + '/postmaster.pid';
      // Like the real one: a server whose keeper was killed is stopped, and the new one is a session of its own.
      try { process.kill(Number(fs.readFileSync(pidFile, 'utf8'))); } catch {}
      const server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
      const ended = new Promise((fulfil) => server.once('exit', fulfil));
      fs.writeFileSync(pidFile, String(server.pid));
      const stop = async () => { server.kill(); await ended; fs.rmSync(pidFile); };
      return { dataDir, url: 'postgresql://u:secret@127.0.0.1:' + port + '/fairlead', stop };
    }
    export async function findRunning(dataDir) {
      const fs = await import('node:fs');
      if (!fs.existsSync(dataDir)) return 'ABSENT';
      try {
        process.kill(Number(fs.readFileSync(dataDir + '/postmaster.pid', 'utf8')), 0);
        return { url: 'postgresql://of-the-running' };
      } catch { return 'STOPPED'; }
    }`,
  'application-role': `export async function addressForApplications(url) { return url; }`,
  'audit/record-audit': `
    export async function auditRecord(url, kept) {
      console.log('audits ' + url);
      const fault = kept.size === 0 ? null : { at: 'root of ' + [...kept.keys()], kind: 'MISSING', says: 'there is none' };
      return { fault, entries: 3, names: 2, dropped: 1, seals: 1, roots: 1, auditEntries: 4 };
    }`,
  'audit/audit-export': `
export async function exportAudit(url, fromUs, write) { write(JSON.stringify({ kind: 'ACT', fromUs })); return 1; }
export async function firstExportFault(lines) {
  for await (const line of lines) if (line === 'bad') return { at: 'audit entry 2', kind: 'ALTERED', says: 'it is bad' };
  return null;
}`,
  'audit/kept-root': `export async function readRoot(url, day) { return day === '2026-11-29' ? day + '=ab' : null; }`,
  'database-error': `export const isAway = () => false; export const errorLine = String;`,
  reachable: `export async function untilReachable() {}`,
  migrate: `export async function migrate() { return { applied: ['one', 'two'] }; }`,
  seed: `
    export async function seed({ credentialsPath }) {
      (await import('node:fs')).writeFileSync(credentialsPath, '{}');
      return { credentials: 'created', hint: null };
    }`,
  'service-keys': `export async function keepServiceKeys() { return { console: 'flk_of_the_console' }; }`,
};

/** Makes one in a temporary folder. The starter is compiled without its types being checked, which others do. */
export function makeFakeRepository(): FakeRepository {
  const root = mkdtempSync(join(tmpdir(), 'fairlead-start-'));
  const put = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const outDir = join(root, 'tooling/dist');
  execFileSync(process.execPath, [
    tsc,
    '-p',
    join(ROOT, 'tooling/tsconfig.build.json'),
    '--noCheck',
    '--outDir',
    outDir,
  ]);
  cpSync(join(ROOT, 'tooling/orphan-guard.mjs'), join(root, 'tooling/orphan-guard.mjs'));
  put('package.json', '{"type":"module"}');
  put('node_modules/@fairlead/db/package.json', '{"type":"module","exports":{"./*":"./*.js"}}');
  symlinkSync(join(ROOT, 'packages/core'), join(root, 'node_modules/@fairlead/core'));
  // Settings are checked with it.
  symlinkSync(join(ROOT, 'tooling/node_modules/zod'), join(root, 'node_modules/zod'));
  const restore = () => {
    for (const [name, code] of Object.entries(DB)) put(`node_modules/@fairlead/db/${name}.js`, code);
    for (const app of ['venue-sim', 'worker', 'router']) put(`apps/${app}/dist/main.js`, APP);
    put('apps/web/server.mjs', APP);
  };
  restore();
  return { root, put, restore, remove: () => rmSync(root, { recursive: true, force: true }) };
}
