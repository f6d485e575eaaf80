import { atMost, type Benchmark, compared, type Findings, figure } from './benchmark.ts';
import { countsCpu, cpuOf } from './process-cpu.ts';
import { Metrics } from './prometheus.ts';
import { QuoteFeed } from './quote-feed.ts';
import { type TradingSystem, withTradingSystem } from './trading-system.ts';

const TURNS = 5;
const SECONDS_A_TURN = 2;
const WARM_UP_MS = 3_000;
const QUOTE_US_MAX = 8;
const QUOTES = 'fairlead_quotes_received';

/**
 * Quotes from the sockets of the venues to the books: the router reads what the simulated venues have said as fast as it can, and its CPU is
 * divided by the quotes that it took. Beside it, turn by turn, the same lines by a bare `JSON.parse`.
 */
export const quotes: Benchmark = async ({ progress }) => {
  progress('quotes: starting database, venues and router, and listening to the venues');
  let feed: QuoteFeed | undefined;
  const through = async (simPort: number) => {
    feed = await QuoteFeed.of(simPort);
    return feed.open();
  };
  const work = async (system: TradingSystem) => {
    if (feed === undefined) throw new Error('the router was started without its feed');
    return measure(system, feed, progress);
  };
  try {
    return await withTradingSystem(work, { through });
  } finally {
    feed?.close();
  }
};

async function measure(system: TradingSystem, feed: QuoteFeed, progress: (line: string) => void): Promise<Findings> {
  const { lines } = feed;
  parseAll(lines);
  feed.play();
  await new Promise((settle) => setTimeout(settle, WARM_UP_MS));
  let [quotesTaken, routerUs, mainUs, parsed, parseUs] = [0, 0, 0, 0, 0];
  for (let turn = 0; turn < TURNS; turn++) {
    progress(`quotes: turn ${turn + 1} of ${TURNS}`);
    const before = { taken: await taken(system), cpu: cpu(system) };
    await new Promise((settle) => setTimeout(settle, SECONDS_A_TURN * 1_000));
    const after = { taken: await taken(system), cpu: cpu(system) };
    quotesTaken += after.taken - before.taken;
    routerUs += after.cpu.allUs - before.cpu.allUs;
    mainUs += after.cpu.mainUs - before.cpu.mainUs;
    const used = process.cpuUsage();
    parsed += parseAll(lines);
    parseUs += process.cpuUsage(used).user;
  }
  const n = quotesTaken;
  const length = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
  const metrics = [
    figure('quotes, as fast as the router reads', 'quotes/s', { value: n / (TURNS * SECONDS_A_TURN), n }),
    figure('a quote', 'characters', { value: length, n: lines.length }),
    ...(countsCpu
      ? [
          figure('router, CPU', 'µs a quote', { value: routerUs / n, n }),
          figure('  its main thread, CPU', 'µs a quote', { value: mainUs / n, n }),
        ]
      : []),
    figure('JSON.parse of the same lines, CPU', 'µs a quote', { value: parseUs / parsed, n: parsed }),
  ];
  const ratios = countsCpu
    ? [
        atMost(`router CPU a quote, µs / ${QUOTE_US_MAX}`, routerUs / n / QUOTE_US_MAX, 1),
        compared('router CPU a quote / JSON.parse of it', routerUs / n / (parseUs / parsed)),
      ]
    : [];
  return { metrics, ratios };
}

async function taken({ routerPort }: TradingSystem): Promise<number> {
  return (await Metrics.of(routerPort)).sum(QUOTES) ?? 0;
}

function cpu({ pids }: TradingSystem): { allUs: number; mainUs: number } {
  return countsCpu ? cpuOf(pids.router) : { allUs: 0, mainUs: 0 };
}

function parseAll(lines: readonly string[]): number {
  for (const line of lines) JSON.parse(line);
  return lines.length;
}
