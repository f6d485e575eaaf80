// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { CopyId } from './copy-id';
import { SingleKeyShortcuts, useHotkeys } from './hotkeys';
import { KeyHint } from './key-hint';
import { SearchField } from './search-field';
import { ToastProvider, useToast } from './toast';

afterEach(cleanup);

function Field() {
  const [value, setValue] = useState('');
  return <SearchField label="Filter orders" value={value} onChange={setValue} />;
}

test('the slash goes to the field, and Escape empties it and lets go', async () => {
  const user = userEvent.setup();
  render(<Field />);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Filter orders' });
  await user.keyboard('/buy/x');
  expect(document.activeElement).toBe(field);
  expect(field.value).toBe('buy/x');
  await user.keyboard('{Escape}');
  expect(field.value).toBe('');
  expect(document.activeElement).not.toBe(field);
});

test('an id shows its tail and is copied whole, and that is said', async () => {
  const user = userEvent.setup();
  render(<CopyId value="0197a3c2-8f31-7c44" label="order" shown={6} />);
  const button = screen.getByRole('button', { name: 'Copy order 0197a3c2-8f31-7c44' });
  expect(button.textContent).toContain('1-7c44');
  await user.click(button);
  expect(await navigator.clipboard.readText()).toBe('0197a3c2-8f31-7c44');
  await vi.waitFor(() => expect(screen.getByRole('status').textContent).toBe('copied'));
});

function Keys({ act, chord }: { act: () => void; chord: () => void }) {
  useHotkeys({ p: act, 'g l': chord });
  return <input aria-label="field" />;
}

test('keys of the page act alone and in chords, and are left to fields and to dialogs', async () => {
  const [act, chord] = [vi.fn(), vi.fn()];
  const user = userEvent.setup();
  render(<Keys act={act} chord={chord} />);
  await user.keyboard('p');
  await user.keyboard('gl');
  expect([act.mock.calls.length, chord.mock.calls.length]).toEqual([1, 1]);
  await user.click(screen.getByRole('textbox'));
  await user.keyboard('pgl');
  await user.tab();
  await user.keyboard('{Control>}p{/Control}');
  for (const role of ['dialog', 'alertdialog', 'menu', 'listbox']) {
    const over = document.createElement('div');
    over.setAttribute('role', role);
    document.body.append(over);
    await user.keyboard('p');
    over.remove();
  }
  expect([act.mock.calls.length, chord.mock.calls.length]).toEqual([1, 1]);
  await user.keyboard('p');
  expect(act).toHaveBeenCalledTimes(2);
});

function SomeKeys({ single, named }: { single: () => void; named: () => void }) {
  useHotkeys({ p: single, 'g l': single, '/': single, Escape: named });
  return <KeyHint keys={['p']} />;
}

test('letters and signs can be switched off, and are then neither shown; keys that are no characters stay', async () => {
  const [single, named] = [vi.fn(), vi.fn()];
  const user = userEvent.setup();
  const page = (enabled: boolean) => (
    <SingleKeyShortcuts enabled={enabled}>
      <SomeKeys single={single} named={named} />
    </SingleKeyShortcuts>
  );
  const { rerender } = render(page(false));
  await user.keyboard('pgl/{Escape}');
  expect([single.mock.calls.length, named.mock.calls.length]).toEqual([0, 1]);
  expect(screen.queryByText('p')).toBeNull();
  rerender(page(true));
  await user.keyboard('pgl/{Escape}');
  expect([single.mock.calls.length, named.mock.calls.length]).toEqual([3, 2]);
  expect(screen.queryByText('p')).not.toBeNull();
});

function Say() {
  const say = useToast();
  return (
    <button type="button" onClick={() => say({ tone: 'good', title: 'Canceled', detail: '300 shares' })}>
      Say
    </button>
  );
}

test('a message is spoken without taking the focus', async () => {
  const user = userEvent.setup();
  render(
    <ToastProvider>
      <Say />
    </ToastProvider>,
  );
  const button = screen.getByRole('button', { name: 'Say' });
  await user.click(button);
  expect(screen.getAllByText('Canceled').length).toBeGreaterThan(0);
  expect(document.activeElement).toBe(button);
});
