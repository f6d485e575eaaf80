// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { PickField } from './pick-field';

afterEach(cleanup);

const VENUES = [{ id: 'XNYS', name: 'New York Stock Exchange' }, { id: 'ARCX' }];

function Venue({ onPick, picks = VENUES }: { onPick: (id: string | null) => void; picks?: typeof VENUES }) {
  const [value, setValue] = useState<string | null>(null);
  const pick = (id: string | null) => {
    setValue(id);
    onPick(id);
  };
  return <PickField label="Venue" value={value} onChange={pick} picks={picks} />;
}

test.each([
  ['xnys', 'XNYS'],
  [' ARCX ', 'ARCX'],
  ['new york stock exchange', 'XNYS'],
])('%j picks %s', async (typed, id) => {
  const onPick = vi.fn();
  render(<Venue onPick={onPick} />);
  await userEvent.type(screen.getByLabelText('Venue'), typed);
  expect(onPick).toHaveBeenLastCalledWith(id);
});

test('what is not among them picks nothing, and is said to be unknown once the field is left', async () => {
  const onPick = vi.fn();
  render(<Venue onPick={onPick} />);
  const field = screen.getByLabelText('Venue');
  await userEvent.type(field, 'XNYS');
  await userEvent.type(field, '2');
  expect(onPick).toHaveBeenLastCalledWith(null);
  expect(field.getAttribute('aria-invalid')).toBe('false');
  await userEvent.tab();
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('There is none of this name.')).toBeTruthy();
});

test('Enter in it does not send the form that it stands in', async () => {
  const send = vi.fn();
  render(
    <form onSubmit={send}>
      <Venue onPick={vi.fn()} />
      <button type="submit">Halt</button>
    </form>,
  );
  await userEvent.type(screen.getByLabelText('Venue'), 'XNYS{Enter}');
  expect(send).not.toHaveBeenCalled();
});

test('what was typed before there was anything to pick is picked when it comes', async () => {
  const onPick = vi.fn();
  const { rerender } = render(<Venue onPick={onPick} picks={[]} />);
  const field = screen.getByLabelText('Venue');
  await userEvent.type(field, 'arcx');
  await userEvent.tab();
  expect(field.getAttribute('aria-invalid')).toBe('true');
  rerender(<Venue onPick={onPick} />);
  expect(onPick).toHaveBeenLastCalledWith('ARCX');
  expect(field.getAttribute('aria-invalid')).toBe('false');
});
