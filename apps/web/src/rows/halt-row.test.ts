import type { HaltView } from '@fairlead/contracts/halt';
import { expect, it } from 'vitest';
import { haltRows } from './halt-row';

const halt = (id: string, minute: number, release: HaltView['release'] = null): HaltView => ({
  ...{ halt_id: id, scope: 'FIRM', client_id: null, venue_id: null, instrument_id: null, reason: 'a drill' },
  ...{ since: `2026-11-27T15:0${minute}:00.000000Z`, actor: 'ops@example.com', cancel_all: false, release },
});
const over = { actor: 'other@example.com', reason: 'it is over', at: '2026-11-27T16:00:00.000000Z' };

it('halts in force stand first, the newest first, each once; the past ones after them', () => {
  const rows = haltRows({
    in_force: [halt('a', 1), halt('c', 3)],
    recent: [halt('d', 4, over), halt('c', 3), halt('b', 2, over), halt('a', 1)],
  });
  expect(rows.map(({ halt_id, is_in_force }) => [halt_id, is_in_force])).toEqual([
    ['c', true],
    ['a', true],
    ['d', false],
    ['b', false],
  ]);
});

it('a halt that has just been released is not in force, though the tables do not tell by whom yet', () => {
  expect(haltRows({ in_force: [], recent: [halt('a', 1)] })).toMatchObject([{ is_in_force: false, release: null }]);
});
