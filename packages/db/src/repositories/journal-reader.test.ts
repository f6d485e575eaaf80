import { expect, it } from 'vitest';
import { JournalReader } from './journal-reader.ts';

const NOTHING = { query: async () => ({ rows: [] }) } as unknown as ConstructorParameters<typeof JournalReader>[0];

it('finds what the projections have come to tell between the look at them and the look at the journal', async () => {
  const told = [null, 'order'];
  expect(await new JournalReader(NOTHING).orderNaming('child', async () => told.shift() ?? null)).toBe('order');
  expect(await new JournalReader(NOTHING).orderNaming('child', async () => null)).toBeNull();
});
