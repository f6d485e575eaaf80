import { expect, it } from 'vitest';
import { accountRows, whyNoClosing } from './account-row';

it('closes any account but the last of its client, which it tells why', () => {
  const rows = accountRows({
    accounts: [
      { client_id: 'A', accounts: ['1', '2'] },
      { client_id: 'B', accounts: ['1'] },
    ],
  });
  expect(rows.map((row) => [row.client_id, row.account, whyNoClosing(row)])).toEqual([
    ['A', '1', ''],
    ['A', '2', ''],
    ['B', '1', expect.stringMatching(/^It is the last one: without a list client B may trade for every account/)],
  ]);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(3);
});
