import { createServer } from 'node:net';
import type { PortName } from '../env.ts';
import { Refusal } from '../refusal.ts';

/** One port for each listener. */
export type Ports = Readonly<Record<PortName, number>>;

const DEFAULTS: Ports = {
  web: 3000,
  router: 4000,
  venueSim: 4700,
  venueSimControl: 4701,
  worker: 4600,
  postgres: 54_329,
};
const IN_A_ROW: readonly PortName[] = ['web', 'router', 'venueSim', 'venueSimControl', 'worker', 'postgres'];
/** How far above a busy port we look for a free one. */
const SEARCH = 200;

interface Wishes {
  readonly base: number | undefined;
  readonly asked: Readonly<Partial<Record<PortName, number>>>;
}

/** A free port for each listener: the one asked for, or the default, or the next free one above it. */
export async function choosePorts({ base, asked }: Wishes): Promise<Ports> {
  const chosen = { ...DEFAULTS };
  const taken = new Set<number>();
  for (const [place, name] of IN_A_ROW.entries()) {
    const wish = asked[name] ?? (base === undefined ? DEFAULTS[name] : base + place);
    chosen[name] = await freePort(wish, taken);
    taken.add(chosen[name]);
  }
  return chosen;
}

async function freePort(wish: number, taken: ReadonlySet<number>): Promise<number> {
  for (let port = wish; port < wish + SEARCH && port <= 65_535; port++) {
    if (!taken.has(port) && (await isFree(port, '127.0.0.1')) && (await isFree(port, '0.0.0.0'))) return port;
  }
  throw new Refusal(`no free port in the ${SEARCH} from ${wish} on: free one, or choose others with --port-base N`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((fulfil) => {
    const probe = createServer();
    probe.once('error', () => fulfil(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => fulfil(true)));
  });
}
