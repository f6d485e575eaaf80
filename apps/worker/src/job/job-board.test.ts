import { describe, expect, it } from 'vitest';
import { JobBoard } from './job-board.ts';

const AT = '2026-11-21T10:00:00.000Z';
const board = () => new JobBoard(['a', 'b'], () => new Date(AT));

describe('the job board', () => {
  it('knows every job before it has run', () => {
    expect(board().states()).toMatchObject([
      {
        name: 'a',
        completed: 0,
        failed: 0,
        failures_in_a_row: 0,
        last_completed_at: null,
        last_facts: null,
        last_failed_at: null,
        last_error: null,
      },
      { name: 'b' },
    ]);
  });

  it('counts failures in a row until the job works again, and keeps the last error in sight', () => {
    const seen = board();
    seen.record({ name: 'a', outcome: 'failed', error: 'no', attempt: 1 });
    seen.record({ name: 'a', outcome: 'failed', error: 'still no', attempt: 2 });
    expect(seen.states()[0]).toMatchObject({
      failed: 2,
      failures_in_a_row: 2,
      last_error: 'still no',
      last_failed_at: AT,
    });
    seen.record({ name: 'a', outcome: 'completed', facts: { dropped: 7 } });
    expect(seen.states()[0]).toMatchObject({
      completed: 1,
      failed: 2,
      failures_in_a_row: 0,
      last_error: 'still no',
      last_completed_at: AT,
      last_facts: { dropped: 7 },
    });
    expect(seen.states()[1]).toMatchObject({ completed: 0, failed: 0 });
  });

  it('shows a job that nobody had announced', () => {
    const seen = board();
    seen.record({ name: 'c', outcome: 'failed', error: 'no job of this name: c', attempt: 1 });
    expect(seen.states().map((state) => state.name)).toEqual(['a', 'b', 'c']);
  });
});
