import type { Rule, RuleEffects, RuleMatch } from '../rules/rule.ts';

/** What a test says of a rule; it matches every order and has no effect but for what is said. */
export interface RuleChanges extends Partial<Omit<Rule, 'match' | 'effects'>> {
  readonly match?: Partial<RuleMatch>;
  readonly effects?: Partial<RuleEffects>;
}

/** An enabled rule for every order, with changes. */
export function ruleOf({ match, effects, ...changes }: RuleChanges = {}): Rule {
  return {
    name: 'a rule',
    priority: 1,
    isEnabled: true,
    match: {
      instrumentPattern: '*',
      minSizeE8: null,
      maxSizeE8: null,
      window: null,
      clientId: null,
      side: null,
      orderType: null,
      ...match,
    },
    effects: {
      venuePreferences: [],
      excludeVenues: [],
      venueCaps: [],
      maxVenueSplit: null,
      objective: null,
      mode: null,
      sourcing: null,
      urgency: null,
      constraints: null,
      ...effects,
    },
    ...changes,
  };
}
