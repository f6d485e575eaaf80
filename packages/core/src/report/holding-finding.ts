/**
 * Findings with which no report leaves: a month, a section or a venue that is missing, twice or without a name, figures that cannot be right, and words that the form has to
 * have. Not among them is what says that something is not known, for which the forms have an empty place: whether a report leaves with that a person decides. The codes are
 * those of rule606's findings (docs/adr/0107).
 */
export const HOLDING_FINDINGS = [
  'MONTH_MISSING',
  'MONTH_REPEATED',
  'MONTH_OUTSIDE',
  'SECTION_MISSING',
  'VENUE_UNNAMED',
  'VENUE_REPEATED',
  'VENUE_BEYOND_TEN',
  'VENUE_LEFT_OUT',
  'PCT_EMPTY',
  'PCT_DISAGREES',
  'NUMBER_EMPTY',
  'TYPES_NOT_100',
  'COLUMN_OVER_100',
  'COLUMN_UNDER_100',
  'PAYMENTS_DISAGREE',
  'MATERIAL_ASPECTS_MISSING',
  'ORDER_REPEATED',
  'PARTS_OVER_WHOLE',
  'FEES_DISAGREE',
] as const;

const HOLDING: ReadonlySet<string> = new Set(HOLDING_FINDINGS);

/** Whether no report leaves with a finding of this code. */
export function holdsBack(code: string): boolean {
  return HOLDING.has(code);
}

/** How often a report has each finding that holds it back, by code. */
export function holdingFindings(findings: readonly { readonly code: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of findings) if (holdsBack(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
