import { MARKET_RULES } from '@fairlead/core/rule-calendar/rule-row';
import { expect, it } from 'vitest';
import { marketRuleValues } from './rule-calendar.ts';

it('every rule of the market has the shape of its values, once', () => {
  expect(marketRuleValues.options.map(({ shape }) => shape.rule.value).sort()).toEqual([...MARKET_RULES].sort());
});
