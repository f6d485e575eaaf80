import { type DecisionEvidence, decisionEvidence } from '@fairlead/contracts/evidence';
import { planRoute } from '@fairlead/core/routing/plan';
import { evidenceOf } from '@fairlead/core/routing/record/evidence';
import { justDecided } from '@fairlead/core/routing/record/recorded-decision';
import { planInputs } from '@fairlead/core/testing/plan-inputs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandidateLine } from '../../rows/candidate-line';
import { reasonOf } from '../../words/slice-words';
import { decisionPicture } from './candidate-lines';

const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 1_000) };

interface Page {
  readonly evidence: DecisionEvidence;
  /** Lines of venues that take; one that only rests crosses nothing and is not compared. */
  readonly taking: readonly CandidateLine[];
  readonly considered: readonly CandidateLine[];
  readonly chosenWords: readonly string[];
}

const everyPage = (check: (page: Page) => void) =>
  fc.assert(
    fc.property(planInputs, (input) => {
      const evidence = decisionEvidence.parse(evidenceOf(justDecided(input, planRoute(input))));
      const { chosen, considered } = decisionPicture(evidence);
      const chosenWords = chosen.map((line, rank) => reasonOf(line, rank, evidence));
      check({ evidence, considered, chosenWords, taking: chosen.filter(({ manner }) => manner !== 'resting') });
    }),
    RUNS,
  );

const counted = ({ countedBps }: CandidateLine): number => countedBps ?? Number.NaN;

describe('the words of the decision page, for any order, market and asset class', () => {
  it('say that cheaper candidates cover the quantity only of a line whose figure is no smaller than any chosen one', () => {
    everyPage(({ taking, considered }) => {
      for (const line of considered.filter(({ whyNot }) => whyNot.includes('count as cheaper')))
        for (const chosen of taking) expect(counted(line)).toBeGreaterThanOrEqual(counted(chosen) - 0.01);
    });
  });

  it('give every line that got nothing a reason', () => {
    everyPage(({ considered }) => {
      for (const { whyNot } of considered) expect(whyNot).not.toBe('');
    });
  });

  it('name the quote in the way, which the page shows as not taken in full', () => {
    everyPage(({ evidence, considered }) => {
      for (const { whyNot } of considered) {
        const blocker = /Would trade through the protected quote of (\S+) at/.exec(whyNot)?.[1];
        if (blocker === undefined) continue;
        const venue = evidence.market.venues.find(({ venue_id }) => venue_id === blocker);
        const taken = evidence.slices.find(({ venue_id, order_kind }) => venue_id === blocker && order_kind !== 'POST');
        const size = Number((evidence.order.side === 'BUY' ? venue?.ask_size : venue?.bid_size) ?? 0);
        expect(venue?.protected).toBe(true);
        if (venue?.levels === null) expect(Number(taken?.quantity ?? 0)).toBeLessThan(size);
      }
    });
  });

  it('claim the best for no chosen line where the table shows one that is better', () => {
    everyPage(({ evidence, taking, considered, chosenWords }) => {
      if (evidence.mode !== 'SWEEP' || evidence.order.time_in_force === 'FOK') return;
      const quickest = Math.min(
        ...[...taking, ...considered].map(({ latencyUs }) => latencyUs ?? Number.POSITIVE_INFINITY),
      );
      for (const [index, words] of chosenWords.entries())
        if (words.startsWith('Fastest')) expect(taking[index]?.latencyUs).toBeLessThanOrEqual(quickest + 1);
    });
  });

  it('say on top what the table says: a cost only where nothing cheaper was kept out, the constraint where it was', () => {
    everyPage(({ evidence, taking, considered }) => {
      const dearest = Math.max(...taking.map(counted));
      const isKeptOut = considered.some(
        (line) => counted(line) < dearest - 0.01 && / trade through | in full, and nothing /.test(line.whyNot),
      );
      if (isKeptOut) expect(evidence.rationale).toMatch(/as cheaper than \S+, but /);
      const cheaper = / as cheaper than (\S+), but/.exec(evidence.rationale)?.[1];
      if (cheaper !== undefined) expect(taking.map(({ venueId }) => venueId)).toContain(cheaper);
      expect(isKeptOut && evidence.rationale.includes('comes before')).toBe(false);
    });
  });
});
