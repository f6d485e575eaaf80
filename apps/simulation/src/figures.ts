import type { Simulated } from './simulate.ts';

const HOUR_US = 3_600_000_000;
const CRASHES = /^crash: (?!durable)/;

/** What many seeds came to together. */
export class Figures {
  readonly counts = new Map<string, number>();
  seeds = 0;
  passedUs = 0;
  tasks = 0;

  add({ counts, passedUs, tasks }: Simulated): void {
    this.seeds += 1;
    this.passedUs += passedUs;
    this.tasks += tasks;
    for (const [what, count] of counts) this.counts.set(what, (this.counts.get(what) ?? 0) + count);
  }

  /** How often things of these names have happened. */
  sum(names: RegExp): number {
    return [...this.counts].reduce((total, [what, count]) => total + (names.test(what) ? count : 0), 0);
  }

  /** As the page of reliability has them; `seconds` is how long they took. */
  table(seconds: number): readonly { readonly what: string; readonly value: string }[] {
    const rows: readonly (readonly [string, number])[] = [
      ['seeds', this.seeds],
      ['orders sent by clients', this.sum(/^act: (order|cancel before its order)$/)],
      ['orders recorded', this.sum(/^event: RECEIVED$/)],
      ['child orders at venues', this.sum(/^children$/)],
      ['executions in the venues’ books', this.sum(/^fills$/)],
      ['cancels and replaces asked for', this.sum(/^act: (cancel|replace)$/)],
      ['halts placed', this.sum(/^HALT_PLACED$/)],
      ['circuits opened', this.sum(/^circuit: \w+ to OPEN$/)],
      ['routers killed or stopped', this.sum(CRASHES)],
      ['of them while they found out what the one before had left', this.sum(/^crash: (in recovery|at the start)$/)],
      ['routers that stood still', this.sum(/^trouble: router stands still$/)],
      ['of them that another took over from', this.sum(/^trouble: another router takes over$/)],
      ['faults of venues', this.sum(/^fault: /)],
      ['sessions cut or stalled, venues killed', this.sum(/^trouble: (session cut|line stalls|venues killed)$/)],
      [
        'times that the database was away, hung, full, slow or refused',
        this.sum(/^database: ([A-Z]+|refuses an order)$/),
      ],
      ['commits that failed or were not answered', this.sum(/^database: (commit while|written|connection)/)],
      ['checks', this.sum(/^held: /)],
    ];
    return [
      ...rows.map(([what, value]) => ({ what, value: value.toLocaleString('en') })),
      { what: 'virtual hours', value: (this.passedUs / HOUR_US).toFixed(1) },
      { what: 'tasks a second', value: Math.round(this.tasks / seconds).toLocaleString('en') },
    ];
  }
}

/** Everything that some seeds together have to have met, by the names under which it is counted: without it nothing is proved. */
export function expectedHappenings(faults: readonly string[]): readonly RegExp[] {
  const phases = ['at the start', 'in recovery', 'between commits', 'with a commit under way', 'while it stopped'];
  const exactly = [
    ...faults.map((kind) => `fault: ${kind}`),
    ...[...phases, 'with a commit durable and not answered', 'durable, nobody heard'].map((phase) => `crash: ${phase}`),
    ...['AWAY', 'HANGS', 'FULL', 'SLOW', 'refuses an order', 'entry refused'].map((what) => `database: ${what}`),
    ...['connection broke before the commit', 'connection broke after the commit'].map((what) => `database: ${what}`),
    ...[
      'session cut',
      'line stalls',
      'venues killed',
      'router stopped',
      'router stands still',
      'another router takes over',
    ].map((what) => `trouble: ${what}`),
    ...['circuit: CLOSED to OPEN', 'circuit: OPEN to HALF_OPEN', 'circuit: HALF_OPEN to CLOSED', 'circuit: probe sent'],
    ...['HALT_PLACED', 'HALT_RELEASED', 'act: halt with cancel-all', 'asked back by a halt', 'refused: TRADING_HALTED'],
    ...['cancel confirmed', 'replace confirmed', 'early cancel taken', 'act: cancel all', 'answer: repeated'],
    ...['sent: replace', 'CHILD_REPLACED', 'REPLANNED'],
    ...['RECORD_BROKEN', 'PLAN_TOO_OLD', 'CHILD_IN_DOUBT', 'CHILD_SETTLED', 'CHILD_NOT_SENT', 'CHILD_REJECTED'],
    ...['TRADE_BUSTED', 'TRADE_CORRECTED', 'ORDER_HELD', 'ORDER_RELEASED', 'EXECUTED_ELSEWHERE'],
  ];
  return exactly.map((name) => new RegExp(`^(event: )?${name}$`));
}
