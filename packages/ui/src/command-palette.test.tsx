// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { CommandPalette } from './command-palette';
import { Dialog } from './dialog';

afterEach(cleanup);

function Page({ onAct = () => {} }: { onAct?: () => void }) {
  const [open, setOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  return (
    <>
      <button type="button">Before</button>
      <a href="/orders/1">A row</a>
      <CommandPalette
        open={open}
        onOpenChange={setOpen}
        commands={[
          { id: 'go', label: 'Orders', group: 'Go to', act: onAct },
          { id: 'help', label: 'Keys', group: 'Help', act: () => setHelpOpen(true) },
        ]}
      />
      <Dialog open={isHelpOpen} onOpenChange={setHelpOpen} title="Keys" description="What they do">
        <button type="button">Inside</button>
      </Dialog>
    </>
  );
}

const opened = async () => {
  const user = userEvent.setup();
  const from = screen.getByRole('link', { name: 'A row' });
  from.focus();
  await user.keyboard('{Control>}k{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox')));
  return { user, from };
};

test('Escape closes it and gives the focus back to what had it', async () => {
  const acted: string[] = [];
  render(<Page onAct={() => acted.push('acted')} />);
  const { user, from } = await opened();
  await user.keyboard('ord{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(from));
  expect(acted).toEqual([]);
});

test('so does the key that opened it', async () => {
  render(<Page />);
  const { user, from } = await opened();
  await user.keyboard('{Control>}k{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(from));
});

test('what is chosen is done once, when the focus is back', async () => {
  const focused: (Element | null)[] = [];
  render(<Page onAct={() => focused.push(document.activeElement)} />);
  const { user, from } = await opened();
  await user.keyboard('ord{Enter}');
  await waitFor(() => expect(focused).toEqual([from]));
});

test('a dialog that was chosen in it gives the focus back to where one was before both', async () => {
  render(<Page />);
  const { user, from } = await opened();
  await user.keyboard('keys{Enter}');
  await screen.findByRole('dialog', { name: 'Keys' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(from));
});
