import { type RoutingRule, routingRule } from '@fairlead/contracts/rules';
import { type RuleSet, ruleSetName } from '@fairlead/core/rules/rule';
import { type RuleRequest, validateRules } from '@fairlead/core/rules/validate-rules';
import type { StoredRules } from '@fairlead/db/repositories/rules-rows';

/** The checked rule in the words of the domain. */
export function toRuleRequest(rule: RoutingRule): RuleRequest {
  const { routing_logic: logic, time_conditions: window } = rule;
  return {
    name: rule.rule_name,
    priority: rule.priority,
    isEnabled: rule.enabled,
    instrumentPattern: rule.instrument_pattern,
    minSize: rule.order_size_range?.min ?? null,
    maxSize: rule.order_size_range?.max ?? null,
    window,
    clientId: rule.client_id,
    side: rule.side,
    orderType: rule.order_type,
    venuePreferences: rule.venue_preferences,
    excludeVenues: logic.exclude_venues,
    venueCaps: logic.venue_caps.map((cap) => ({
      venueId: cap.venue_id,
      maxQuantity: cap.max_quantity,
      maxShare: cap.max_share,
    })),
    maxVenueSplit: logic.max_venue_split,
    objective: logic.objective,
    mode: logic.mode,
    sourcing: logic.sourcing,
    urgency: logic.urgency,
    constraints:
      logic.constraints === null
        ? null
        : {
            maxFee: logic.constraints.max_fee,
            minFillRate: logic.constraints.min_fill_rate,
            maxLatencyMs: logic.constraints.max_latency_ms,
            maxImpactBps: logic.constraints.max_impact_bps,
          },
  };
}

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
