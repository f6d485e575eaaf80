import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { apiKeyPrefix, hashApiKey, newApiKey } from '@fairlead/db/api-key';
import { createPool } from '@fairlead/db/pool';
import { type TestDatabase, testDatabase } from '@fairlead/db/testing/test-database';
import { v7 as uuidV7 } from 'uuid';

const APPS = fileURLToPath(new URL('../../', import.meta.url));
/** Ends the processes with the test run, also when that is killed. */
const GUARD = new URL('../../../tooling/orphan-guard.mjs', import.meta.url).href;
const SCOPES = ['route:write', 'orders:write', 'orders:read'];
type Line = Record<string, unknown>;

/** What a simulated venue has seen, by its own count. */
export interface VenueBook {
  readonly venue_id: string;
  readonly orders: number;
  readonly fills: number;
  readonly repeated_child_ids: number;
}

/** One call of the API. */
type Call = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) => Promise<{ status: number; body: Line; headers: Headers } | null>;

/** A process that is up, as far as its log has said so. */
interface Running {
  readonly child: ChildProcess;
  readonly line: Line;
  /** The next line of its log that is meant. */
  readonly next: (isMeant: (line: Line) => boolean) => Promise<Line>;
}

/**
 * The router and the simulated venues as processes, on a database of the test's own: real sockets, real journal. Built first
 * (`npm test` does); everything ends with the test.
 */
export class RunningStack implements AsyncDisposable {
  readonly key: string;
  readonly databaseUrl: string;
  readonly database: ReturnType<typeof createPool>;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #end: () => Promise<void>;
  #venues: Running;
  #router: Running | null = null;
  #worker: Running | null = null;

  private constructor(made: {
    key: string;
    databaseUrl: string;
    database: ReturnType<typeof createPool>;
    environment: NodeJS.ProcessEnv;
    venues: Running;
    end: () => Promise<void>;
  }) {
    this.key = made.key;
    this.databaseUrl = made.databaseUrl;
    this.database = made.database;
    this.#environment = made.environment;
    this.#venues = made.venues;
    this.#end = made.end;
  }

  /** The router reaches the database by the address that `wayTo` makes of the database's own; a `database` that is given ends with the stack. */
  static async start(
    more: NodeJS.ProcessEnv = {},
    wayTo: (databaseUrl: string) => Promise<string> = async (databaseUrl) => databaseUrl,
    database: TestDatabase | null = null,
  ): Promise<RunningStack> {
    const { url: databaseUrl, [Symbol.asyncDispose]: drop } = database ?? (await testDatabase());
    const pool = createPool(databaseUrl, { max: 2, onError: () => {} });
    const key = await addKey(pool, { name: 'test', scopes: SCOPES });
    const ports = { VENUE_SIM_PORT: '0', VENUE_SIM_CONTROL_PORT: '0', ROUTER_PORT: '0' };
    const environment = {
      ...process.env,
      ...ports,
      DATABASE_URL: await wayTo(databaseUrl),
      DEMO: 'off',
      NODE_ENV: 'production',
      ...more,
    };
    const venues = await run('venue-sim', environment, (line) => line.event === 'listening');
    const end = async () => {
      await pool.end();
      await drop();
    };
    const stack = new RunningStack({
      key,
      databaseUrl,
      database: pool,
      environment: {
        ...environment,
        VENUE_SIM_PORT: String(venues.line.port),
        VENUE_SIM_CONTROL_PORT: String(venues.line.control_port),
      },
      venues,
      end,
    });
    await stack.startRouter();
    return stack;
  }

  /** Starts the router and waits until it is ready, or until it has said so many lines where that is sooner. */
  async startRouter({ orLines = Number.POSITIVE_INFINITY } = {}): Promise<void> {
    let lines = 0;
    this.#router = await run('router', this.#environment, (line) => {
      lines += 1;
      return line.msg === 'router is ready' || lines >= orLines;
    });
  }

  /** Starts the worker beside the router; its jobs run at once and then on their schedules. */
  async startWorker(): Promise<void> {
    this.#worker = await run('worker', { ...this.#environment, WORKER_PORT: '0' }, (line) => line.msg === 'ready');
  }

  /** Kills the router as a crash would: no signal handler runs. */
  async killRouter(): Promise<void> {
    const child = this.#router?.child;
    if (child === undefined) throw new Error('no router is running');
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Kills the venues and starts them anew on the same ports: they have forgotten every order. */
  async restartVenues(): Promise<void> {
    await this.killVenues();
    await this.startVenues();
  }

  /** Kills the process of all venues as a crash would. */
  async killVenues(): Promise<void> {
    const { child } = this.#venues;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Starts the venues on the ports of those that were killed. */
  async startVenues(): Promise<void> {
    this.#venues = await run('venue-sim', this.#environment, (line) => line.event === 'listening');
  }

  /** Stops the router's process as a suspended machine would, or lets it go on. */
  signalRouter(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#router?.child.kill(signal);
  }

  /** Starts another router beside the one that runs, which is handed back; resolves with it when the other says `msg`. */
  async startSecondRouter(msg: string): Promise<ChildProcess> {
    const first = this.#router?.child;
    if (first === undefined) throw new Error('no router is running');
    this.#router = await run('router', this.#environment, (line) => line.msg === msg);
    return first;
  }

  /** Resolves when the router takes orders, after it was waiting for another. */
  async untilReady(): Promise<void> {
    const router = this.#router;
    if (router === null) throw new Error('no router is running');
    const line = await router.next((each) => each.msg === 'router is ready');
    this.#router = { ...router, line };
  }

  /** The last position of the journal. */
  async journalEnd(): Promise<number> {
    const result = await this.database.query<{ last: number }>('select max(position)::int as last from order_journal');
    return result.rows[0]?.last ?? 0;
  }

  /** Asks the router to stop, and gives its exit code. */
  async stopRouter(): Promise<number | null> {
    const child = this.#router?.child;
    if (child === undefined) throw new Error('no router is running');
    child.kill('SIGTERM');
    await once(child, 'exit');
    return child.exitCode;
  }

  /** What each simulated venue has seen, in the catalogue's order: the truth that the journal is held against. */
  async venueBooks(): Promise<VenueBook[]> {
    const answer = await fetch(`${this.controlAddress}/health`);
    return ((await answer.json()) as { venues: VenueBook[] }).venues;
  }

  /** Gives a simulated venue faults, in place of those that it has; none heals it. */
  async setFaults(venueId: string, faults: readonly { kind: string }[]): Promise<void> {
    const answer = await fetch(`${this.controlAddress}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ venue_id: venueId, faults }),
    });
    if (!answer.ok) throw new Error(`the faults of ${venueId} were not taken: ${answer.status}`);
  }

  /** One call of the API; null where the router went away before it answered. */
  get call(): Call {
    return this.#callWith(this.key);
  }

  /** Somebody else, with a key of their own; gives how they call the API. */
  async person(name: string, scopes: readonly string[]): Promise<Call> {
    return this.#callWith(await this.addKey(name, scopes));
  }

  /** Makes another key of the default client. */
  addKey(name: string, scopes: readonly string[]): Promise<string> {
    return addKey(this.database, { name, scopes });
  }

  /** A key of another client, who is made where there is none of this id. */
  async keyOf(name: string, scopes: readonly string[], clientId: string): Promise<string> {
    await this.database.query('insert into clients (client_id, name) values ($1, $1) on conflict do nothing', [
      clientId,
    ]);
    return addKey(this.database, { name, scopes, clientId });
  }

  #callWith(key: string): Call {
    return async (method, path, body) => {
      const headers = { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
      try {
        const answer = await fetch(`${this.address}/api/v1/smart-routing${path}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return { status: answer.status, body: (await answer.json()) as Line, headers: answer.headers };
      } catch {
        return null;
      }
    };
  }

  /** Where the venues are told what to do wrong, and tell what is so. */
  get controlAddress(): string {
    return `http://127.0.0.1:${this.#venues.line.control_port}`;
  }

  /** What its processes are started with. */
  get environment(): NodeJS.ProcessEnv {
    return this.#environment;
  }

  /** What the router said when it was up. */
  get lastLine(): Line {
    return this.#router?.line ?? {};
  }

  /** Where the router listens. */
  get address(): string {
    return String(this.#router?.line.address);
  }

  /** The bytes of memory that the router's process has; null where the system does not tell. */
  async routerMemory(): Promise<number | null> {
    const text = await readFile(`/proc/${this.#router?.child.pid}/status`, 'utf8').catch(() => '');
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
  }

  /** The router's stream of server-sent events, as the test's own key or another sees it. */
  stream(query: string, signal: AbortSignal, key = this.key): Promise<Response> {
    return fetch(`${this.address}/api/v1/smart-routing/stream${query}`, {
      headers: { 'x-api-key': key },
      signal,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const running of [this.#worker, this.#router, this.#venues]) {
      if (running === null || running.child.exitCode !== null || running.child.signalCode !== null) continue;
      running.child.kill('SIGKILL');
      await once(running.child, 'exit');
    }
    await this.#end();
  }
}

/** Makes a key of a client, the default one where none is named. */
async function addKey(
  pool: ReturnType<typeof createPool>,
  { name, scopes, clientId = 'default' }: { name: string; scopes: readonly string[]; clientId?: string },
): Promise<string> {
  const key = newApiKey();
  await pool.query(
    'insert into api_keys (id, client_id, name, key_prefix, key_hash, scopes) values ($1, $2, $3, $4, $5, $6)',
    [uuidV7(), clientId, name, apiKeyPrefix(key), hashApiKey(key), scopes],
  );
  return key;
}

/** Starts an app and waits for the log line that says it is up; rejects with its last lines when it ends before. */
async function run(app: string, env: NodeJS.ProcessEnv, isUp: (line: Line) => boolean): Promise<Running> {
  const child = spawn(process.execPath, ['--import', GUARD, `${APPS}${app}/dist/main.js`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the pipes of a started process are missing');
  stderr.on('data', (data) => said.push(String(data)));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${app} ended with ${code}: ${said.slice(-20).join('\n')}`)));
    const lines = createInterface({ input: stdout });
    const next: Running['next'] = (isMeant) =>
      new Promise((found) => {
        lines.on('line', (text) => {
          const line = readLine(text);
          if (line !== null && isMeant(line)) found(line);
        });
      });
    lines.on('line', (text) => said.push(text));
    void next(isUp).then((line) => resolve({ child, line, next }));
  });
}

function readLine(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}
