import { beforeEach, describe, expect, it } from 'vitest';
import { OneOrder } from './one-order.ts';

let router: OneOrder;

beforeEach(() => {
  router = new OneOrder();
});

describe('an execution in numbers that nobody can hold', () => {
  const LARGEST = Number.MAX_SAFE_INTEGER;
  const FILL = { type: 'fill', quantity: 100, price: 995_000, liquidity_flag: 'MAKE', filled_quantity: 100 };

  it.each([
    ['a price that is no exact number of 10⁻⁸', { price: 10 ** 12 }],
    ['the largest price', { price: LARGEST }],
    ['a price of nothing', { price: 0 }],
    ['a quantity beyond what a record holds', { quantity: 10 ** 12 }],
    ['the largest quantity', { quantity: LARGEST, filled_quantity: LARGEST }],
  ])(
    '(%s) is not booked and stops nothing: the part is in doubt, its venue is asked, and true fills are booked',
    async (_, changes) => {
      const resting = await router.atRest();
      for (const id of ['x-1', 'x-2', 'x-3']) await router.says(resting, { ...FILL, execution_id: id, ...changes });
      expect(router.order).toMatchObject({ state: 'UNKNOWN', filled_quantity: '0' });
      expect(router.sent.at(-1)).toMatchObject({ type: 'status', child_id: resting.child_id });
      await router.says(resting, { ...FILL, execution_id: 'x-4' });
      expect(router.order?.filled_quantity).toBe('100');
    },
  );

  it('is not booked where it stands in a venue’s account, and people are told', async () => {
    const resting = await router.atRest();
    const executions = ['x-1', 'x-2'].map((execution_id) => ({
      ...{ execution_id, quantity: 10 ** 12 - 1, price: LARGEST, liquidity_flag: 'MAKE' },
    }));
    await router.says(resting, { type: 'status', state: 'FILLED', filled_quantity: 100, executions });
    expect(router.order).toMatchObject({ state: 'UNKNOWN', filled_quantity: '0' });
    expect(router.alerts).toContain('QUANTITY_DIFFERS');
  });
});
