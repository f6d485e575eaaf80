import type { Section, SectionSource } from './check.ts';
import { darkGreedy, darkTail } from './dark-sections.ts';
import { largestRemainder } from './division-section.ts';
import { impact, schedule } from './impact-sections.ts';
import { optimalDivision } from './optimal-section.ts';
import { oneVenue, queueChoice, twoVenues } from './passive-sections.ts';
import { recordedDay } from './recorded-section.ts';
import { accessFee, roundLots, ticks } from './rule-sections.ts';

/** Everything on the page, in its order: the one place where a section is registered. */
const SOURCES: readonly SectionSource[] = [
  recordedDay,
  oneVenue,
  twoVenues,
  queueChoice,
  darkGreedy,
  darkTail,
  schedule,
  impact,
  largestRemainder,
  optimalDivision,
  accessFee,
  ticks,
  roundLots,
];

/** Makes every check; `shared` is the folder of recorded data. */
export function verificationSections(shared: string): Promise<readonly Section[]> {
  return Promise.all(SOURCES.map((source) => source(shared)));
}
