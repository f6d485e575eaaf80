/** One option of `npm run replay`: what its value is called, and what it is for. */
interface OptionHelp {
  readonly value: string;
  readonly words: string;
}

/** Every option that takes a value, in the order in which a person reads of them. */
export const OPTIONS = {
  quotes: { value: 'FILE', words: 'recorded quotes, plain, .gz or .zip; without it the recorded day of us-equity-taq' },
  trades: { value: 'FILE', words: 'the prints of the same day, where the format has them' },
  format: {
    value: 'F',
    words: 'taq-csv, daily-taq, lean, depth-jsonl or fx-two-source; else recognised by the first line',
  },
  symbol: { value: 'S', words: 'the instrument: chosen out of files of many, else what the instrument is called' },
  tape: {
    value: 'A|B|C',
    words: 'the tape of a US stock, whose tables of conditions hold: NYSE, other listings, Nasdaq',
  },
  date: { value: 'YYYY-MM-DD', words: 'the day of a US stock’s file; else that in its name' },
  'market-days': {
    value: 'FILE.csv',
    words: 'the days on which US equities trade other hours; else the table that is shipped',
  },
  orders: {
    value: 'FILE.jsonl',
    words: 'orders as the API takes them, one a line, with time_ms since midnight of the market',
  },
  'orders-per-minute': { value: 'N', words: 'generated orders instead; 26 where nothing is said' },
  objective: { value: 'O,O,…|all', words: 'routing objectives, a run for each; else each order’s own' },
  mode: { value: 'M,M,…|all', words: 'routing modes, a run for each; else each order’s own' },
  sourcing: { value: 'S', words: 'where liquidity is looked for first, for every order' },
  held: { value: 'yes|no', words: 'whether every order must be executed at once' },
  urgency: { value: 'U,U,…', words: 'urgencies from 0 to 1, a run for each' },
  seed: { value: 'N', words: 'seed of the generated orders; 1 where nothing is said' },
  seeds: { value: 'N', words: 'how many seeds from it on, for intervals; 1 where nothing is said' },
  'horizon-s': { value: 'N', words: 'seconds until what is left of an order is completed; 60 where nothing is said' },
  out: { value: 'FILE.json', words: 'where the result goes; else standard output' },
  report: { value: 'FILE.md', words: 'a page to read beside it' },
} as const satisfies Readonly<Record<string, OptionHelp>>;

export type OptionName = keyof typeof OPTIONS;

export const OPTION_NAMES: readonly OptionName[] = Object.keys(OPTIONS).filter(isOptionName);

/** What `--help` prints. */
export const HELP = [
  'npm run replay -- [options]',
  '',
  'Replays a recorded day through the live core on a virtual clock, and three simpler routers beside it.',
  'The result is JSON; progress, and what was not used of the files, goes to standard error.',
  '',
  ...OPTION_NAMES.map((name) => `  ${`--${name} ${OPTIONS[name].value}`.padEnd(30)} ${OPTIONS[name].words}`),
  `  ${'--help, -h'.padEnd(30)} this`,
  '',
  'Exit code: 0 when something was routed, or nothing was asked for; 2, with one line that says why, for files and',
  'options that cannot be used, and when no order could be routed. docs/replay.md has the formats and what is assumed.',
  '',
  'npm run replay -- decision ID',
  '',
  'Makes a stored decision again from its record, by the engine that made it, and compares: exit code 0 where it is the same,',
  '1 where it is not. Reads the database of DATABASE_URL, else that of FAIRLEAD_DATA_DIR, whether the system runs or not.',
  '',
].join('\n');

function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

/** Whether a person asks what there is to ask: then nothing else is looked at. */
export function isHelpAsked(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}
