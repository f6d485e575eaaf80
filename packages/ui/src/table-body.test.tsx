// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Column } from './column';
import { DataTable } from './data-table';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const COLUMNS: readonly Column<{ readonly name: string }>[] = [
  { id: 'name', header: 'Name', width: 90, value: ({ name }) => name, cell: ({ name }) => <a href="#venue">{name}</a> },
  { id: 'act', header: 'Act', width: 90, value: () => null, cell: () => <button type="button">Press</button> },
  { id: 'note', header: 'Note', width: 90, value: () => 'a note' },
];

test('a row opens where it is pressed, and a link or a button in it does only what it does itself', async () => {
  // The test's document has no layout; rows in sight and fitting columns need some room.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(900);
  const opened: string[] = [];
  render(
    <DataTable
      name="Venues"
      columns={COLUMNS}
      rows={[{ name: 'VEGA' }]}
      rowKey={({ name }) => name}
      onOpen={({ name }) => opened.push(name)}
      empty={null}
    />,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('link', { name: 'VEGA' }));
  await user.click(screen.getByRole('button', { name: 'Press' }));
  expect(opened).toEqual([]);
  await user.click(screen.getByText('a note'));
  expect(opened).toEqual(['VEGA']);
});
