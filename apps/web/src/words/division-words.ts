import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { currencySign, formatQuantity, formatWait } from './figures';

/** One fact about how a decision was made: its name, and what it says. */
export interface DecisionNote {
  readonly name: string;
  readonly says: string;
}

/** How a quantity was divided, in the few facts that a reader needs beside the picture. */
export function notesOf(evidence: DecisionEvidence): DecisionNote[] {
  return [
    { name: 'Who was asked', says: askedWords(evidence) },
    { name: 'Division', says: divisionWords(evidence) },
    ...blindNote(evidence),
    ...restNote(evidence),
    { name: 'Routing rules', says: rulesWords(evidence) },
  ];
}

function askedWords({ stage, order }: DecisionEvidence): string {
  if (stage === 'INTERNAL') return 'the internal book alone; what it leaves goes on to the others';
  if (stage === 'DARK') return 'dark venues alone; what they leave goes on to the others';
  if (order.directed_venue !== null) return `${order.directed_venue} alone, as the customer directed`;
  switch (order.sourcing) {
    case 'LIT_ONLY':
      return 'venues that show their quotes';
    case 'EXTERNAL_ONLY':
      return 'everybody but the internal book';
    case 'ANY':
    case 'DARK_FIRST':
    case 'INTERNALIZE_FIRST':
      return 'every venue that may be used';
  }
}

function divisionWords(evidence: DecisionEvidence): string {
  const { mode, order, stage } = evidence;
  if (order.order_type === 'MIDPOINT_PEG') return 'whole, to one venue that follows the midpoint';
  if (stage === 'INTERNAL') return 'whole, to the internal book';
  switch (mode) {
    case 'SWEEP':
      return 'the best venue first, then the next';
    case 'PRO_RATA':
      return 'in proportion to what each venue shows';
    case 'SEQUENTIAL':
      return 'one venue at a time';
    case 'MANUAL':
      return 'as the order says';
    case 'OPTIMAL':
      return optimalWords(evidence);
  }
}

function optimalWords({ stage, proof, proof_gap: gap, instrument }: DecisionEvidence): string {
  switch (proof) {
    case 'EXACT':
      return 'the least counted cost that the rules and the order allow: proved';
    case 'BOUNDED': {
      const most =
        gap === null ? 'an unknown amount' : `${currencySign(instrument.currency)} ${formatQuantity(Number(gap))}`;
      return `the least counted cost found; one cheaper by ${most} at most may exist`;
    }
    case null:
      return stage === 'DARK'
        ? 'each lot to where it is the most likely to trade'
        : 'the least counted cost; the record holds no proof';
  }
}

function blindNote({ slices, candidates }: DecisionEvidence): DecisionNote[] {
  const hidden = new Set(candidates.flatMap(({ venue_id, reach }) => (isBlind(reach) ? [venue_id] : [])));
  const blind = slices.filter(({ order_kind, venue_id }) => order_kind === 'MID_IOC' || hidden.has(venue_id));
  if (blind.length === 0) return [];
  const asked = blind.reduce((sum, { quantity }) => sum + Number(quantity), 0);
  const expected = blind.reduce((sum, slice) => sum + Number(slice.quantity) * slice.expected_fill_rate, 0);
  return [{ name: 'Blind', says: `${formatQuantity(asked)} asked for, ${roughly(expected)} expected` }];
}

function isBlind(reach: DecisionEvidence['candidates'][number]['reach']): boolean {
  return reach === 'MIDPOINT' || reach === 'BEST_PRICE';
}

function restNote({ slices }: DecisionEvidence): DecisionNote[] {
  const patient = slices.filter(({ rest_ms }) => rest_ms !== null);
  const waitMs = Math.max(...patient.map(({ rest_ms }) => rest_ms ?? 0));
  if (patient.length === 0) return [];
  const resting = patient.reduce((sum, { quantity }) => sum + Number(quantity), 0);
  const expected = patient.reduce((sum, slice) => sum + Number(slice.quantity) * slice.expected_fill_rate, 0);
  const says = `${formatQuantity(resting)} for ${formatWait(waitMs)}, ${roughly(expected)} expected to fill; then taken`;
  return [{ name: 'Rests', says }];
}

function rulesWords({ rules_applied: names, versions }: DecisionEvidence): string {
  if (names.length > 0) return `${names.join(', ')} (version ${versions.rules})`;
  return versions.rules === 'none' ? 'none are in force' : `none of version ${versions.rules} applied`;
}

/** An expected quantity is an estimate: three figures say all that is known of it. */
function roughly(quantity: number): string {
  return `about ${formatQuantity(Number(quantity.toPrecision(3)))}`;
}
