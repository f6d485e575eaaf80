import { toRuleRequest } from '@fairlead/contracts/rule-request';
import { routingRule } from '@fairlead/contracts/rules';
import { type RuleSet, ruleSetName } from '@fairlead/core/rules/rule';
import { validateRules } from '@fairlead/core/rules/validate-rules';
import type { StoredRules } from '@fairlead/db/repositories/rules-rows';

/**
 * A stored version as decisions use it. Venues that are gone since are no fault: excluding or preferring them does nothing. Throws where the
 * database holds a rule that no version of this router has taken.
 */
export function ruleSetOf(stored: StoredRules): RuleSet {
  const requests = stored.rules.map((row) => toRuleRequest(routingRule.parse(row)));
  const proved = validateRules(requests, () => true);
  const version = ruleSetName(stored.version);
  if (!proved.ok) throw new Error(`${version} cannot be used: ${JSON.stringify(proved.error)}`);
  return { version, rules: proved.value };
}
