import { DAY, name, needed, otherwise, text, words } from './field.ts';

const ASPECTS_CHARACTERS = 10_000;
const SOURCE_CHARACTERS = 500;

/** What a firm has agreed with a venue, in words, from a day on. What was paid for an execution stands with it. */
export const VENUE_TERMS_LAYOUT = {
  venue: needed(name(100), 'The venue, as the routes name it, or by its id or MIC.'),
  effective_from: needed(DAY, 'The first day on which they hold; until the next ones of the venue.'),
  material_aspects: needed(
    words(ASPECTS_CHARACTERS),
    'The material aspects of the relationship, 17 CFR 242.606(a)(1)(iv).',
  ),
  profit_sharing: otherwise(text(ASPECTS_CHARACTERS), '', 'The arrangement of profit sharing, where there is one.'),
  source: otherwise(text(SOURCE_CHARACTERS), 'as imported', 'Where they are written: a contract, a price list.'),
} as const;
