import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A profile as V8 writes it (`node --cpu-prof`): a tree of calls, and which node of it was met at each sample. Times in microseconds. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** A stretch of time by the counter that profiles and `process.hrtime` share, in microseconds. */
export interface Stretch {
  readonly fromUs: number;
  readonly toUs: number;
}

/** What a program's busy time went to: shares of 1 by area, the largest first. */
export type Shares = readonly (readonly [area: string, share: number])[];

/**
 * What belongs to which area: the first that the address of a function's file holds. Everything else, JSON of V8 or sums of
 * money, counts for who called it.
 */
const AREAS: readonly (readonly [part: RegExp, area: string])[] = [
  [/core\/dist\/routing\/(evidence|replay|record)|contracts\/dist\/evidence|router\/dist\/order\/wave/, 'evidence'],
  [/core\/dist\/routing/, 'plan'],
  [/core\/dist\/market|router\/dist\/market-data/, 'market view'],
  [/packages\/db\/dist|\/pg(-[a-z]+)?\//, 'journal and pg'],
  [/router\/dist\/wire\/system|internal\/crypto/, 'hashing'],
  [/router\/dist\/wire|contracts\/dist\/(venue-protocol|each-line)/, 'messages'],
  [/router\/dist\/intake|fastify|find-my-way|_http_/, 'HTTP and answer'],
  [/router\/dist|core\/dist\/(order-life|execution|risk)/, 'desk'],
  [/node:net|node:internal\/(streams|stream_base_commons|net)/, 'sockets'],
];
const COLLECTION = 'garbage collection';
const OTHER = 'the rest of Node';
const IDLE = '(idle)';

/** The shares of the main thread's time and, where there are any, of its workers', in the profiles of a folder. */
export function sharesIn(folder: string, stretch: Stretch): readonly Shares[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .sort()
    .map((name) => sharesOf(JSON.parse(readFileSync(join(folder, name), 'utf8')), stretch))
    .filter((shares) => shares.length > 0);
}

/** The shares of one profile within a stretch of time. */
export function sharesOf(profile: Profile, { fromUs, toUs }: Stretch): Shares {
  const areas = areasOf(profile);
  const busyUs = new Map<string, number>();
  let atUs = profile.startTime;
  for (const [index, node] of profile.samples.entries()) {
    const tookUs = profile.timeDeltas[index] ?? 0;
    atUs += tookUs;
    const area = areas.get(node) ?? OTHER;
    if (atUs >= fromUs && atUs <= toUs && area !== IDLE) busyUs.set(area, (busyUs.get(area) ?? 0) + tookUs);
  }
  const total = [...busyUs.values()].reduce((sum, us) => sum + us, 0);
  return [...busyUs].map(([area, us]) => [area, us / total] as const).sort(([, a], [, b]) => b - a);
}

/** The area of each node of the tree. */
function areasOf({ nodes }: Profile): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const areas = new Map<number, string>();
  const [root] = nodes;
  const line: [id: number, ofCaller: string][] = root === undefined ? [] : [[root.id, OTHER]];
  for (let next = line.pop(); next !== undefined; next = line.pop()) {
    const [id, ofCaller] = next;
    const node = byId.get(id);
    if (node === undefined) continue;
    const area = areaOf(node.callFrame, ofCaller);
    areas.set(id, area);
    for (const child of node.children ?? []) line.push([child, area]);
  }
  return areas;
}

function areaOf({ functionName, url }: { functionName: string; url: string }, ofCaller: string): string {
  if (functionName === '(garbage collector)') return COLLECTION;
  if (functionName === IDLE) return IDLE;
  return AREAS.find(([part]) => part.test(url))?.[1] ?? ofCaller;
}
