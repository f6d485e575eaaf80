/** One long run: tests of the suite with more cases than a build machine has time for, or of the tests themselves. */
export interface Ordeal {
  /** What it tries, in the reader's words, for the page. */
  readonly tries: string;
  /** The test files, below the root; `MUTATION` plants faults in the code and sees which of them the tests notice, `OVERLOAD` is the benchmark of the order path. */
  readonly files: readonly string[] | 'MUTATION' | 'OVERLOAD';
  /** How many cases, by the variables that these tests read. */
  readonly env: Readonly<Record<string, string>>;
  /** What can be set otherwise, `--name number`, and by which variable these tests read it. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Every long run by its name, in the order in which all are run. */
export const ORDEALS: ReadonlyMap<string, Ordeal> = new Map<string, Ordeal>([
  [
    'kills',
    {
      tries:
        'The router is killed 200 times at random points under load and while it recovers, with cancels and replacements under way, at venues that fill late, lose and double messages and tell wrong quantities; then its record and what callers were told are held against the venues’ own books, its readable tables against what a rebuild makes of the journal, and both against the journal’s sums as a report is.',
      files: ['apps/router/test/crash.test.ts'],
      env: { FAIRLEAD_CRASHES: '200' },
    },
  ],
  [
    'terms',
    {
      tries:
        'The kills once more, fewer and of another seed, for what they leave of terms that were replaced: with replacements in flight the router is killed 50 times; then the readable tables, those of replaced terms among them, are held against what a rebuild makes of the journal alone, and the rows against the journal’s sums, as a report is.',
      files: ['apps/router/test/crash.test.ts'],
      env: { FAIRLEAD_CRASHES: '50', FAIRLEAD_CRASH_SEED: '20261130' },
    },
  ],
  [
    'faults',
    {
      tries:
        'Every fault that a simulated venue can have, at every other venue, under orders of each routing mode: how long after its end the flow is as before, four orders in a row done in about the time of before and about as many of them filled, and how many circuits it had opened. After each cell record, promises and the venues’ own books agree.',
      files: ['apps/router/test/fault-cells.test.ts'],
      env: { FAIRLEAD_FAULT_CELLS: '90' },
    },
  ],
  [
    'database',
    {
      tries:
        'Under load the database hangs, and is away, for 12 seconds, twice each; it is killed (`kill -9` of its first process) and restarted, four times each; and its disk is full for 12 seconds. Nothing is sent on an old market, cancels reach their venues, new orders are refused for now, and nothing is lost or done twice.',
      files: ['apps/router/test/database-stop.test.ts'],
      env: { FAIRLEAD_DATABASE_AWAY_MS: '12000', FAIRLEAD_DATABASE_ABSENCES: '2', FAIRLEAD_DATABASE_KILLS: '4' },
    },
  ],
  [
    'venues',
    {
      tries:
        'The process of all simulated venues is killed (`kill -9`) under load ten times, and starts anew a second later without any order of before. What they had is ended as lost and routed on; what they had told until a second before is in the record; an order is filled again as before.',
      files: ['apps/router/test/venues-killed.test.ts'],
      env: { FAIRLEAD_VENUE_KILLS: '10' },
    },
  ],
  [
    'redis',
    {
      tries:
        'Redis, through which routers share their circuits, stops under load for five seconds, five times, and starts with nothing in it. Orders go on; what people have done with circuits meanwhile is known there again.',
      files: ['apps/router/test/redis-stop.test.ts'],
      env: { FAIRLEAD_REDIS_STOPS: '5', FAIRLEAD_REDIS_AWAY_MS: '5000' },
    },
  ],
  [
    'overload',
    {
      tries:
        'Three times as many orders a second as the system takes, for a minute, on a fixed schedule, against the capacity found in the same run: what is accepted keeps its time, the rest is refused at once, and a second later everything is as before. By `npm run bench -- orders`.',
      files: 'OVERLOAD',
      env: {},
    },
  ],
  [
    'recovery',
    {
      tries:
        'The router is killed three times with 10,000 orders resting at their venues behind a journal of 300,000 entries; how long it takes from the start of its process until it knows them all again, has asked their venues and takes new ones.',
      files: ['apps/router/test/recovery-time.test.ts'],
      env: { FAIRLEAD_LIVE_ORDERS: '10000', FAIRLEAD_JOURNAL_ENTRIES: '300000' },
    },
  ],
  [
    'drill',
    {
      tries:
        'A router on the simulated venues sends everything twice, sends other quantities than it has decided, and sends again and again what has left; the guard halts it by itself. Then a person halts the firm under load. How long each takes until the halt holds (bar of the rules: 5 s; aim: 50 ms), what left, and when everything was back.',
      files: ['apps/router/test/drill.test.ts'],
      env: { FAIRLEAD_DRILL_ROUNDS: '5', FAIRLEAD_DRILL_RESTING: '100' },
    },
  ],
  [
    'simulate',
    {
      tries:
        'One seed drives a whole system in a time of its own: the router as it runs, the simulated venues with their books and faults, and a database that is away, hangs, is full or refuses; routers are killed at any point, in recovery too, and started again. Then everything is healed and asked, and records, venues’ books, readable tables, memory and what callers were told are held against each other.',
      files: ['apps/simulation/src/simulation.test.ts'],
      env: { FAIRLEAD_SIMULATION_SEEDS: '1000' },
      settings: { seeds: 'FAIRLEAD_SIMULATION_SEEDS', seed: 'FAIRLEAD_SIMULATION_SEED' },
    },
  ],
  [
    'properties',
    {
      tries: 'The properties of an order’s life, routing, rules and market over 10,000 generated cases each.',
      files: [
        'packages/core/src/order-life',
        'packages/core/src/routing',
        'packages/core/src/rules',
        'apps/router/src/order',
        'apps/router/src/entry',
      ],
      env: { FAIRLEAD_PROPERTY_RUNS: '10000' },
    },
  ],
  [
    'malformed',
    {
      tries: '20,000 generated bodies for each of three addresses: no 5xx, no crash, a closed code each.',
      files: ['apps/router/test/bad-input.test.ts'],
      env: { FAIRLEAD_PROPERTY_RUNS: '20000' },
    },
  ],
  [
    'fuzz',
    {
      tries:
        '20,000 valid requests of every address with one or two changes, against a running stack with a database, while another client sends orders: no 5xx, a closed code each, the other client as before.',
      files: ['apps/router/test/fuzz.test.ts'],
      env: { FAIRLEAD_FUZZ_REQUESTS: '20000' },
    },
  ],
  [
    'readers',
    {
      tries:
        '500 readers of the stream, 200 of them stalled, while orders go on; beside it the same orders without readers.',
      files: ['apps/router/test/readers.test.ts'],
      env: { FAIRLEAD_READERS: '500', FAIRLEAD_READER_ORDERS: '1000' },
    },
  ],
  [
    'mutate',
    {
      tries:
        'Small faults are planted in the code, one at a time; the tests of the same folders have to notice. What passed are faults that they noticed.',
      files: 'MUTATION',
      env: { FAIRLEAD_PROPERTY_RUNS: '20' },
    },
  ],
]);
