import { type DecisionEvidence, decisionEvidence } from '@fairlead/contracts/evidence';
import { price, quantity } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { evidenceOf } from '@fairlead/core/routing/record/evidence';
import { justDecided } from '@fairlead/core/routing/record/recorded-decision';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '@fairlead/core/testing/market';
import { describe, expect, it } from 'vitest';
import { decisionPicture } from '../screens/decision/candidate-lines';
import { notesOf } from './division-words';
import { reasonOf } from './slice-words';

const lit = (size: number, more: QuoteOf = {}): QuoteOf => ({ bid: [1000, 500], ask: [1002, size], ...more });

/** The record of a real decision. */
function decided(order: Partial<ValidOrder>, quotes: Record<string, QuoteOf>, more: Partial<PlanInput> = {}) {
  const input = { ...planInputOf(orderOf({ routingMode: 'OPTIMAL', ...order }), marketOf(quotes)), ...more };
  return decisionEvidence.parse(evidenceOf(justDecided(input, planRoute(input))));
}

function reasons(evidence: DecisionEvidence): Record<string, string> {
  const { chosen } = decisionPicture(evidence);
  return Object.fromEntries(chosen.map((line, rank) => [line.venueId, reasonOf(line, rank, evidence)]));
}

const notes = (evidence: DecisionEvidence) =>
  Object.fromEntries(notesOf(evidence).map(({ name, says }) => [name, says]));

/** A record as it was written before venues were asked blind, rested for a while, or proved anything. */
function asBefore(evidence: DecisionEvidence): DecisionEvidence {
  const without = (row: object, names: readonly string[]) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
  return decisionEvidence.parse({
    ...without(evidence, ['stage', 'proof', 'proof_gap', 'rules_applied', 'tried_venues']),
    settings: without(evidence.settings, ['passive_horizon_ms']),
    candidates: evidence.candidates.map((row) => without(row, ['reach', 'expected_fill_rate'])),
    slices: evidence.slices.map((row) => without(row, ['min_quantity', 'rest_ms'])),
    market: {
      ...evidence.market,
      venues: evidence.market.venues.map((row) =>
        without(row, ['levels', 'hidden', 'blind_bar', 'bid_outflow', 'ask_outflow', 'valid_until_us', 'fixed_fee']),
      ),
    },
  });
}

describe('the reason of a slice', () => {
  it('that asks a dark venue says the midpoint, the least fill and what is expected', () => {
    const evidence = decided(
      { sourcing: 'DARK_FIRST', quantity: quantity(300) },
      { XNYS: lit(500), SGMT: { believed: [[300, 0.4]] } },
    );
    expect(reasons(evidence)).toEqual({
      SGMT: 'Asked blind at the midpoint 10.01, 100 or more at once; 40.0\u00a0% is expected.',
    });
    expect(decisionPicture(evidence).chosen[0]?.manner).toBe('blind');
    expect(notes(evidence)).toMatchObject({
      'Who was asked': 'dark venues alone; what they leave goes on to the others',
      Blind: '300 asked for, about 120 expected',
    });
  });

  it('that rests in the hope of the spread says for how long and what follows', () => {
    const quotes = { XNYS: lit(500, { bidOutflow: 900 }) };
    const order = { held: false, routingObjective: 'LOWEST_COST', quantity: quantity(200) } as const;
    const settings = { protection: true, urgency: 0.5, passiveHorizonMs: 10_000 };
    const evidence = decided(order, quotes, { settings });
    expect(reasons(evidence).XNYS).toMatch(
      /^Rests for 10 s in the hope of the spread; [\d.]+\s% is expected to fill, the rest is then taken\.$/,
    );
    expect(notes(evidence).Rests).toMatch(/^200 for 10 s, about \d+ expected to fill; then taken$/);
  });

  it('that pegs says that it follows the midpoint, and its cap', () => {
    const evidence = decided(
      { orderType: 'MIDPOINT_PEG', limitPrice: price(100_500) },
      { XNYS: lit(500), SGMT: { believed: [[100, 0.25]], venue: { timesInForce: ['DAY', 'IOC'] } } },
    );
    expect(reasons(evidence)).toEqual({
      SGMT: 'Follows the midpoint, at no worse than 10.05; 25.0\u00a0% of it is believed to be there now.',
    });
  });

  it('that goes through a book says how deep, and its price is the average', () => {
    const evidence = decided(
      { quantity: quantity(300) },
      {
        XNYS: lit(100, {
          deeper: [
            [1, 100],
            [2, 400],
          ],
        }),
      },
    );
    expect(decisionPicture(evidence).chosen).toMatchObject([{ price: 10.03, worst: 10.04 }]);
    expect(reasons(evidence).XNYS).toBe('Takes 3 levels of the book, to 10.04.');
  });
});

it('a venue that protection puts before one that is faster by microseconds is not called the fastest', () => {
  const quotes = {
    XNYS: { bid: [99, 500], ask: [100, 500], latencyUs: 102 },
    XNAS: { bid: [99, 500], ask: [101, 500], latencyUs: 100 },
  } as const;
  const settings = { protection: true, urgency: 0, passiveHorizonMs: null };
  const evidence = decided({ routingMode: 'SWEEP', routingObjective: 'FASTEST_EXECUTION' }, quotes, { settings });
  expect(reasons(evidence)).toEqual({ XNYS: '102 µs there and back: 100 of 500 shown.' });
});

it('a wave of dark venues is divided by where the next lot is likely to trade, and claims no cost', () => {
  const quotes = { XNYS: lit(500), SGMT: { believed: [[300, 0.4]] }, UBSA: { believed: [[300, 0.2]] } } as const;
  const evidence = decided({ sourcing: 'DARK_FIRST', quantity: quantity(300) }, quotes);
  expect(notes(evidence).Division).toBe('each lot to where it is the most likely to trade');
});

describe('a record of an older engine', () => {
  it('is drawn as what it is: everything taken as shown, and no proof claimed', () => {
    const now = decided({ quantity: quantity(300) }, { XNYS: lit(200), ARCX: lit(200) });
    const then = asBefore(now);
    expect(decisionPicture(then).chosen.map(({ manner }) => manner)).toEqual(['taken', 'taken']);
    expect(reasons(then)).toEqual(reasons(now));
    expect(notes(now).Division).toBe('the least counted cost that the rules and the order allow: proved');
    expect(notes(then)).toEqual({
      'Who was asked': 'every venue that may be used',
      Division: 'the least counted cost; the record holds no proof',
      'Routing rules': 'none are in force',
    });
  });
});

it('a search that was ended says how much cheaper another division may be', () => {
  const evidence = decided({}, { XNYS: lit(500) });
  expect(notes({ ...evidence, proof: 'BOUNDED', proof_gap: '0.00123456' }).Division).toBe(
    'the least counted cost found; one cheaper by $ 0.00123456 at most may exist',
  );
});

it('rules that applied are named with their version', () => {
  const evidence = decided({}, { XNYS: lit(500) }, { rulesVersion: '7', rulesApplied: ['no dark before ten'] });
  expect(notes(evidence)['Routing rules']).toBe('no dark before ten (version 7)');
});
