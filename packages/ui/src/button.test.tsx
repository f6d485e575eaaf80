// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Button } from './button';
import { Choice } from './choice';
import { Dialog } from './dialog';
import { Menu, MenuCheck, MenuItem } from './menu';

afterEach(cleanup);

test('a button that sends no form says so, and one that is disabled does nothing', async () => {
  const press = vi.fn();
  render(
    <>
      <Button onClick={press}>Go</Button>
      <Button onClick={press} disabled>
        Stop
      </Button>
    </>,
  );
  expect(screen.getByRole('button', { name: 'Go' }).getAttribute('type')).toBe('button');
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(press).not.toHaveBeenCalled();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  expect(press).toHaveBeenCalledOnce();
});

test('a choice has a name and gives one of its values', async () => {
  const choose = vi.fn();
  const options = [
    { value: 'fast', label: 'Fast' },
    { value: 'cheap', label: 'Cheap' },
  ] as const;
  render(<Choice label="Objective" value="fast" options={options} onChange={choose} />);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Objective' }), 'Cheap');
  expect(choose).toHaveBeenCalledExactlyOnceWith('cheap');
});

function DialogOfOneAct() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <Dialog open={open} onOpenChange={setOpen} title="Cancel the order" description="300 shares are still open.">
        <input aria-label="Reason" ref={(field) => field?.focus()} />
        <Button>Do it</Button>
      </Dialog>
    </>
  );
}

test('a dialog is named and described, takes the focus, and gives it back on Escape', async () => {
  const user = userEvent.setup();
  render(<DialogOfOneAct />);
  await user.click(screen.getByRole('button', { name: 'Open' }));
  const dialog = screen.getByRole('dialog', { name: 'Cancel the order' });
  expect(dialog.contains(document.activeElement)).toBe(true);
  const described = document.getElementById(dialog.getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toBe('300 shares are still open.');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' })));
});

test('a menu opens by key, walks by arrows, and stays open for choices that are switched', async () => {
  const [act, check] = [vi.fn(), vi.fn()];
  const user = userEvent.setup();
  render(
    <Menu trigger={<Button>More</Button>}>
      <MenuCheck checked={false} onChange={check}>
        Shown
      </MenuCheck>
      <MenuItem onSelect={act}>Copy</MenuItem>
    </Menu>,
  );
  await user.tab();
  await user.keyboard('{Enter}');
  const choice = screen.getByRole('menuitemcheckbox', { name: 'Shown' });
  expect(choice.getAttribute('aria-checked')).toBe('false');
  await vi.waitFor(() => expect(document.activeElement).toBe(choice));
  await user.keyboard('{Enter}');
  expect(check).toHaveBeenCalledExactlyOnceWith(true);
  await user.keyboard('{ArrowDown}{Enter}');
  expect(act).toHaveBeenCalledOnce();
  expect(screen.queryByRole('menu')).toBeNull();
});
