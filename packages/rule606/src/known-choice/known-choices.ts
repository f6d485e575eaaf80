import type { KnownChoice } from '../choice/choice-definition.ts';
import { PUBLIC_CHOICES } from '../public-report/choices.ts';
import { RULE605_CHOICES } from '../rule605/choices.ts';

/** Every choice that a firm has, in the order of the reports. */
export const KNOWN_CHOICES: readonly KnownChoice[] = [
  ...Object.values(RULE605_CHOICES),
  ...Object.values(PUBLIC_CHOICES),
];
