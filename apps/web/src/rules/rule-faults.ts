import { toRuleRequest } from '@fairlead/contracts/rule-request';
import { type RoutingRule, routingRule } from '@fairlead/contracts/rules';
import { RULE_FAULTS, validateRules } from '@fairlead/core/rules/validate-rules';
import { inputOf, type RuleForm } from './rule-form';

/** What is wrong with one field of one rule, by its path within the rule. */
export interface FormFault {
  /** Which rule, by its place in the list. */
  readonly index: number;
  /** As `routing_logic.venue_caps.0.max_share`. */
  readonly path: string;
  readonly code: string;
  readonly says: string;
}

/** Where the shape itself is wrong, said for people; by how the path begins. */
const SHAPES: readonly (readonly [path: string, says: string])[] = [
  ['rule_name', 'Give the rule a name of up to 100 characters.'],
  ['instrument_pattern', 'Name an instrument, or many with * (any text) and ? (one character).'],
  ['order_size_range', RULE_FAULTS.SIZE_RANGE_INVALID],
  ['time_conditions', RULE_FAULTS.TIME_WINDOW_INVALID],
  ['routing_logic.venue_caps', RULE_FAULTS.CAP_INVALID],
  ['routing_logic.constraints', RULE_FAULTS.CONSTRAINT_INVALID],
  ['routing_logic.urgency', RULE_FAULTS.URGENCY_INVALID],
  ['routing_logic.max_venue_split', 'Say how many venues at most: a whole number from 1 to 64.'],
];

/** The rules as they would be stored, or everything that is wrong with them: by the same checks and codes as the router's. */
export function checkForms(
  forms: readonly RuleForm[],
  hasVenue: (venueId: string) => boolean,
): { readonly rules: readonly RoutingRule[]; readonly faults: readonly FormFault[] } {
  const rules: RoutingRule[] = [];
  const faults: FormFault[] = [];
  forms.forEach((form, index) => {
    const parsed = routingRule.safeParse(inputOf(form));
    if (parsed.success) rules.push(parsed.data);
    else
      for (const issue of parsed.error.issues) {
        const path = issue.path.map(String).join('.');
        const says = SHAPES.find(([begin]) => path.startsWith(begin))?.[1] ?? issue.message;
        faults.push({ index, path, code: issue.code.toUpperCase(), says });
      }
  });
  // The checks between rules name them by their places, so that they are asked of whole lists alone.
  if (faults.length > 0) return { rules, faults };
  const proved = validateRules(rules.map(toRuleRequest), hasVenue);
  return {
    rules,
    faults: proved.ok ? [] : proved.error.flatMap(({ path, code }) => faultAt(path, code, RULE_FAULTS[code])),
  };
}

/** A fault at a path as the router says it, `rules.3.routing_logic.mode`; none where that is no rule's. */
export function faultAt(path: string, code: string, says: string): FormFault[] {
  const [, index, within] = /^rules\.(\d+)(?:\.(.*))?$/.exec(path) ?? [];
  return index === undefined ? [] : [{ index: Number(index), path: within ?? '', code, says }];
}
