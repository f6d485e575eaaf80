// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useRowKeys } from './row-keys';

afterEach(cleanup);

function Rows({ onAct }: { onAct: (what: string) => void }) {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  useRowKeys(true, {
    rows: ['a', 'b', 'c'],
    rowKey: (row) => row,
    activeKey,
    activate: setActiveKey,
    open: (row) => onAct(`opened ${row}`),
    letGo: () => setActiveKey(null),
    acts: { x: (row) => onAct(`x on ${row}`) },
  });
  return null;
}

test('a key of its own acts on the row that one stands on, and on none where one stands on none', async () => {
  const acted: string[] = [];
  const user = userEvent.setup();
  render(<Rows onAct={(what) => acted.push(what)} />);
  await user.keyboard('xjjx{Enter}{Escape}x');
  expect(acted).toEqual(['x on b', 'opened b']);
});
