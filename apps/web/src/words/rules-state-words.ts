import type { RulesHistory, RulesSimulation, RulesVersionSummary } from '@fairlead/contracts/rules';
import type { Tone } from '@fairlead/ui/badge';
import { formatEt, formatEtDate } from '@fairlead/ui/time';
import { formatBps, formatQuantity, formatSignedMoney } from './figures';
import type { DiffCounts } from './rule-diff';
import { listed } from './rule-words';

type State = RulesVersionSummary['state'];

/** A state in a word, and what it means for whoever looks. */
export const RULES_STATES: Readonly<Record<State, { readonly name: string; readonly tone: Tone }>> = {
  DRAFT: { name: 'Draft', tone: 'neutral' },
  SIMULATED: { name: 'Simulated', tone: 'accent' },
  SUBMITTED: { name: 'Waits for approval', tone: 'degraded' },
  APPROVED: { name: 'Waits for its time', tone: 'degraded' },
  ACTIVE: { name: 'In force', tone: 'good' },
  RETIRED: { name: 'Retired', tone: 'neutral' },
};

/** What was done, as the audit calls it. */
const ACTIONS: Readonly<Record<string, string>> = {
  'rules.create': 'Drafted',
  'rules.replace': 'Changed',
  'rules.simulate': 'Simulated',
  'rules.submit': 'Submitted for approval',
  'rules.approve': 'Approved',
  'rules.activate': 'Came into force',
  'rules.rollback': 'Brought back into force',
  'rules.retire': 'Retired',
};

export function actionWords({ action }: RulesHistory['entries'][number]): string {
  return ACTIONS[action] ?? action;
}

/** A moment in the exchange's zone, to the second, with the zone. */
export function momentWords(iso: string): string {
  const atMs = Date.parse(iso);
  return `${formatEtDate(atMs)} ${formatEt(atMs).slice(0, 8)} ET`;
}

export const countedRules = (count: number): string => `${formatQuantity(count)} ${count === 1 ? 'rule' : 'rules'}`;

/** Where a version stands and since when, by whom. */
export function standWords(row: RulesVersionSummary): string {
  const { author, approver } = row;
  switch (row.state) {
    case 'DRAFT':
      return `A draft of ${author}, last changed ${momentWords(row.updated_at)}; it has not been simulated as it stands.`;
    case 'SIMULATED':
      return `A draft of ${author}, simulated ${at(row.simulated_at)}; not submitted for approval yet.`;
    case 'SUBMITTED':
      return `Submitted by ${author} ${at(row.submitted_at)}; waits for another person's approval.`;
    case 'APPROVED':
      return `Approved by ${approver} ${at(row.approved_at)}; takes effect ${at(row.effective_at)}.`;
    case 'ACTIVE':
      return `In force since ${at(row.effective_at)}; written by ${author}, approved by ${approver}.`;
    case 'RETIRED':
      return row.activated_at === null
        ? `Written by ${author}; ended ${at(row.retired_at)} without ever having been in force.`
        : `Written by ${author}, approved by ${approver}; was in force from ${at(row.activated_at)} to ${at(row.retired_at)}.`;
  }
}

function at(iso: string | null): string {
  return iso === null ? 'at a time that is not kept' : momentWords(iso);
}

/** What decisions are made by now, in a sentence. */
export function inForceWords(inForce: RulesVersionSummary | undefined): string {
  if (inForce === undefined)
    return 'No rules are in force: every order is routed by what it says itself and by the defaults.';
  const { name, rule_count: count, author, approver } = inForce;
  return `${name} is in force since ${at(inForce.effective_at)}: ${countedRules(count)}, written by ${author}, approved by ${approver}.`;
}

/** How two versions differ, in a line. */
export function diffWords({ ADDED, REMOVED, CHANGED, SAME }: DiffCounts): string {
  const parts = [
    ...(ADDED === 0 ? [] : [`${ADDED} added`]),
    ...(REMOVED === 0 ? [] : [`${REMOVED} removed`]),
    ...(CHANGED === 0 ? [] : [`${CHANGED} changed`]),
  ];
  if (parts.length === 0) return `no difference in ${countedRules(SAME)}`;
  return `${listed(parts)}, ${SAME} the same`;
}

const decisions = (count: number): string => `${formatQuantity(count)} ${count === 1 ? 'decision' : 'decisions'}`;

/** What a simulation has shown, a line each: the numbers that somebody approves by. */
export function simulationWords(simulation: RulesSimulation): readonly string[] {
  const { compared, changed, changed_venues: venues, takes_less: less, takes_more: more } = simulation;
  if (compared === 0) return [`There was no decision from ${periodWords(simulation)} to hold it against.`];
  const differ =
    changed === 0
      ? `None of ${decisions(compared)} from ${periodWords(simulation)} would have been sent otherwise.`
      : `${formatQuantity(changed)} of ${decisions(compared)} from ${periodWords(simulation)} would have been sent otherwise, ${formatQuantity(venues)} to other venues.`;
  return [
    differ,
    costWords(simulation),
    `${formatQuantity(less)} would take less at once than they did, ${formatQuantity(more)} more.`,
  ];
}

export function periodWords({ from, to }: Pick<RulesSimulation, 'from' | 'to'>): string {
  const [first, last] = [formatEtDate(Date.parse(from)), formatEtDate(Date.parse(to))];
  return first === last ? first : `${first} to ${last}`;
}

/** The difference of cost with how sure it is and over how many. */
function costWords(simulation: RulesSimulation): string {
  const { mean_cost_difference_bps: mean, costed } = simulation;
  const sums = moneyWords(simulation);
  const money = sums.length === 0 ? '; in money nothing' : `, by ${listed(sums)} in all`;
  if (costed === 0) return 'No decision takes something under both, so that there is no difference of cost to tell.';
  return `Expected cost changes by ${formatBps(mean)} bps a decision on average${intervalWords(simulation)}${money}.`;
}

/** The interval of the mean; nothing where it is not known. */
export function intervalWords(simulation: RulesSimulation): string {
  const { cost_difference_low_bps: low, cost_difference_high_bps: high, costed } = simulation;
  if (low === null || high === null || costed === null) return '';
  return ` (95 % between ${formatBps(low)} and ${formatBps(high)}, over ${formatQuantity(costed)})`;
}

/** An amount with its currency; a zero has no sign. */
export function amountWords(amount: string, currency: string): string {
  const value = Number(amount);
  return `${value === 0 ? '0.00' : formatSignedMoney(value)} ${currency}`;
}

/** The sums of money that are not nothing, the largest first, each with its currency. */
export function moneyWords({ cost_difference: sums }: Pick<RulesSimulation, 'cost_difference'>): readonly string[] {
  return Object.entries(sums)
    .filter(([, sum]) => Number(sum) !== 0)
    .sort(([, a], [, b]) => Math.abs(Number(b)) - Math.abs(Number(a)))
    .map(([currency, sum]) => amountWords(sum, currency));
}
