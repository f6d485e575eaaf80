import type { RuleCalendar } from '@fairlead/core/rule-calendar/rule-calendar';

/** One line for health: which rules are kept, and whose fees they cut. */
export function ruleCalendarDetail(
  { version, rows }: RuleCalendar,
  { overAccessFeeCap: over }: { readonly overAccessFeeCap: readonly string[] },
): string {
  const fees = over.length === 0 ? '' : `; fees above the cap on access fees are cut to it: ${over.join(', ')}`;
  return `calendar ${version}, ${rows.length} rows${fees}`;
}
