// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { ActDialog } from './act-dialog';

afterEach(cleanup);

function dialogOf(missing: string | null, onConfirm: (reason: string) => void) {
  return (
    <ActDialog
      open
      onOpenChange={() => undefined}
      title="Halt trading"
      description="It holds from the moment in which it is asked."
      choice={<p>A choice</p>}
      missing={missing}
      effect="12 orders are open."
      confirm="Halt"
      keep="Do not halt"
      blocked={null}
      pending={false}
      result={null}
      onConfirm={onConfirm}
      onAgain={() => undefined}
    />
  );
}

test('what is still to be chosen is said, and nothing is asked before it is', async () => {
  const confirm = vi.fn();
  const { rerender } = render(dialogOf('Choose a venue.', confirm));
  expect(screen.getByText('A choice')).toBeTruthy();
  await userEvent.type(screen.getByLabelText(/^Reason/), 'a drill{Enter}');
  expect(screen.getByRole('alert').textContent).toBe('Choose a venue.');
  expect(confirm).not.toHaveBeenCalled();
  rerender(dialogOf(null, confirm));
  await userEvent.click(screen.getByRole('button', { name: 'Halt' }));
  expect(confirm).toHaveBeenCalledExactlyOnceWith('a drill');
});

test('and a reason is asked for after it', async () => {
  const confirm = vi.fn();
  render(dialogOf(null, confirm));
  await userEvent.click(screen.getByRole('button', { name: 'Halt' }));
  expect(screen.getByRole('alert').textContent).toBe('Say why, in a word or more.');
  expect(screen.getByLabelText(/^Reason/).getAttribute('aria-invalid')).toBe('true');
  expect(confirm).not.toHaveBeenCalled();
});
