import type { RuleRequest } from '@fairlead/core/rules/validate-rules';
import type { RoutingRule } from './rules.ts';

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
