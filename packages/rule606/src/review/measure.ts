/** What venues are compared by, in the order in which it is shown. Lower improvement and fill are worse, of the others more is. */
export const REVIEW_MEASURES = ['COST', 'EFFECTIVE_SPREAD', 'IMPROVEMENT', 'MARKOUT', 'FILL', 'TIME'] as const;
export type ReviewMeasure = (typeof REVIEW_MEASURES)[number];

/** What a measure is, in the words of people, its unit, and which way it is worse. */
export interface MeasureWords {
  readonly name: string;
  readonly unit: 'bps' | '%' | 'ms';
  readonly isMoreWorse: boolean;
  readonly meaning: string;
}

export const MEASURE_WORDS: Readonly<Record<ReviewMeasure, MeasureWords>> = {
  COST: {
    ...{ name: 'Cost', unit: 'bps', isMoreWorse: true },
    meaning: 'What was paid beyond the midpoint at the execution, fees included and rebates taken off, of notional.',
  },
  EFFECTIVE_SPREAD: {
    ...{ name: 'Effective spread', unit: 'bps', isMoreWorse: true },
    meaning: 'Twice the distance of the price beyond the midpoint at the execution.',
  },
  IMPROVEMENT: {
    ...{ name: 'Price improvement', unit: 'bps', isMoreWorse: false },
    meaning: 'How far the price was better than the far side of the NBBO at the execution.',
  },
  MARKOUT: {
    ...{ name: 'Adverse markout', unit: 'bps', isMoreWorse: true },
    meaning: 'How far the midpoint had moved against the order a minute after the execution.',
  },
  FILL: {
    ...{ name: 'Fill of what was to be taken', unit: '%', isMoreWorse: false },
    meaning: 'What part of a routed order that was to be executed at once was executed.',
  },
  TIME: {
    ...{ name: 'Time', unit: 'ms', isMoreWorse: true },
    meaning: 'From sending a routed order that was to be executed at once to its executions.',
  },
};
