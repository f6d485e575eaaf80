import { describe, expect, it } from 'vitest';
import { filesOf, firmRows, importSet } from './import-set.ts';

const ROWS = firmRows(25);
const FILES = filesOf(ROWS, 'CSV');
const ALL = { orders: 25, routes: 25, executions: 50 };

describe('an import that was withdrawn', () => {
  const withdraw = (set: Awaited<ReturnType<typeof importSet>>) =>
    set.ask(
      `update imported_batches set state = 'WITHDRAWN', withdrawn_at = now(), withdrawn_by = 'a test', withdrawal_reason = 'wrong'`,
    );

  it('can be brought again with the same ids, and what it had is kept as it was', async () => {
    await using set = await importSet();
    await set.load(FILES);
    const rows = await set.ask('select to_jsonb(o) as row from imported_orders o order by line');
    await withdraw(set);
    const mended = FILES.executions.replaceAll(',0.3,', ',0.29,');
    expect(await set.load({ ...FILES, executions: mended })).toMatchObject({ state: 'COMPLETE', wasThere: false });
    expect(await set.counts()).toEqual(ALL);
    expect(
      await set.ask(
        "select jsonb_array_elements(rows) as row from withdrawn_rows where file = 'orders' order by block",
      ),
    ).toEqual(rows);
    expect(await set.ask('select distinct trim_scale(fee_usd)::text as fee from imported_executions')).toEqual([
      { fee: '0.29' },
    ]);
  });

  it('can be brought again as it was, and is not taken for what counts', async () => {
    await using set = await importSet();
    await set.load(FILES);
    await withdraw(set);
    expect(await set.load(FILES)).toMatchObject({ state: 'COMPLETE', wasThere: false, counts: ALL });
  });

  it('is no parent of what comes after it', async () => {
    await using set = await importSet();
    const { executions, ...others } = ROWS;
    await set.load(filesOf({ ...others, executions: [] }, 'CSV'));
    await withdraw(set);
    const later = filesOf({ orders: [], routes: [], executions: executions.slice(0, 1) }, 'CSV');
    expect(await set.load(later)).toMatchObject({ state: 'REFUSED', faultsByCode: { ROUTE_UNKNOWN: 1 } });
  });
});
