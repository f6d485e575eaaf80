import { describe, expect, it } from 'vitest';
import { contextOf } from './decision-context';

const US = 1_796_000_000_000_000;
const decision = (id: string, wave: number, created_at_us: number) => ({ id, wave, created_at_us });
const execution = (quantity: string, created_at_us: number) => ({ quantity, created_at_us });
const WALK = {
  order: { state: 'FILLED', quantity: '500' },
  decisions: [decision('two', 2, US + 20), decision('one', 1, US), decision('three', 3, US + 40)],
  executions: [execution('180', US + 10), execution('100', US + 25), execution('220', US + 50)],
} as const;

describe('where a decision stands in its order', () => {
  it.each([
    ['one', { filled_before: 0, previous_id: null, next_id: 'two' }],
    ['two', { filled_before: 180, previous_id: 'one', next_id: 'three' }],
    ['three', { filled_before: 280, previous_id: 'two', next_id: null }],
  ])('is told of wave %s with what was filled by then, and not what came later', (id, context) => {
    expect(contextOf(id, WALK)).toEqual({ order_state: 'FILLED', order_quantity: 500, waves: 3, ...context });
  });
});
