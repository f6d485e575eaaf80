import { percentilesOf } from '../replay/percentiles.ts';
import { ASKED_PERCENT, availabilityOf } from './availability.ts';
import { tableOf } from './page-table.ts';
import type { Failure, OrdealResult, Trial } from './result.ts';

const WORDS: Readonly<Record<Failure, string>> = {
  ROUTER_KILLED: 'the router is killed (`kill -9`)',
  DATABASE_KILLED: 'the database is killed (`kill -9`)',
  DATABASE_RESTARTED: 'the database is restarted',
  DATABASE_STOPPED: 'the database is stopped',
  DATABASE_HUNG: 'the database takes connections and answers nothing',
  DISK_FULL: 'the disk of the database is full',
  VENUES_KILLED: 'all venues are killed (`kill -9`) and have forgotten every order',
  REDIS_STOPPED: 'Redis is stopped',
  VENUE_FAULT: 'half of the venues have a fault',
};

const AVAILABILITY = `Each outage is counted from the failure until an order was taken and executed as before, so the time for which
something was kept away on purpose is in it, and so is the pause of half a second after which \`npm start\` starts again what has died. The longest outage measured counts every
time. How often each failure happens is an assumption, and a pessimistic one: that is for an installation to know. The document
(requirements/3) asks for ${ASKED_PERCENT} % of market hours: 252 sessions of six and a half hours a year.`;

/** What was tried on a whole system, what was lost, how long it took until it was back, and what availability that comes to. */
export function summaryOf(results: readonly OrdealResult[]): string[] {
  const trials = results.flatMap((each) => each.trials);
  if (trials.length === 0) return [];
  return ['## What was lost, and when it was back', '', ...triedTable(trials), ...availabilitySection(trials)];
}

function triedTable(trials: readonly Trial[]): string[] {
  const failures = [...new Set(trials.map(({ failure }) => failure))].sort(
    (a, b) => Object.keys(WORDS).indexOf(a) - Object.keys(WORDS).indexOf(b),
  );
  const rows = failures.map((failure) => {
    const of = trials.filter((trial) => trial.failure === failure);
    const sum = (count: (trial: Trial) => number) => of.reduce((total, trial) => total + count(trial), 0);
    const recoverMs = of.flatMap((trial) => trial.recoverMs);
    const { p50, p99, max } = percentilesOf(recoverMs);
    const wrong = sum(({ differences }) => differences);
    return [
      WORDS[failure],
      count(recoverMs.length),
      `${count(sum(({ orders }) => orders))}, ${count(sum(({ executions }) => executions))}`,
      wrong === 0 ? 'nothing' : `**${count(wrong)} differences**`,
      ...[p50, p99, max].map(secondsOf),
    ];
  });
  return tableOf(
    [
      'what happens under load',
      'times',
      'orders, executions compared',
      'lost or twice',
      'back: median',
      'p99',
      'longest',
    ],
    rows,
  );
}

function availabilitySection(trials: readonly Trial[]): string[] {
  const { shares, percent, budgetSeconds } = availabilityOf(trials);
  const rows = shares.map(({ failure, timesAYear, outageMs, secondsAYear, fitInAYear }) => [
    WORDS[failure],
    count(timesAYear),
    secondsOf(outageMs),
    `${secondsAYear.toFixed(0)} s`,
    fitInAYear === null ? 'any number' : count(fitInAYear),
  ]);
  const columns = ['failure', 'times a year, assumed', 'longest outage', 'a year', `alone within ${ASKED_PERCENT} %`];
  const verdict = `**${percent.toFixed(3)} %** of market hours by the failures of this table, where ${ASKED_PERCENT} % is asked for (${count(Math.round(budgetSeconds))} s a year may be lost).`;
  return ['## Availability', '', verdict, '', ...AVAILABILITY.split('\n'), '', ...tableOf(columns, rows)];
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function secondsOf(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}
