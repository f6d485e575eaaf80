import { beforeEach, describe, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';
import { eventsBy, rowsBy } from './journaled.ts';
import { restart } from './restart.ts';

type SaidOfRest = Parameters<BenchRouter['says']>[1];

let before: BenchRouter;
let after: BenchRouter;
let child: { child_id: string; venueId: string };

beforeEach(async () => {
  before = newRouter();
  after = newRouter();
  await before.submit({ orderType: 'LIMIT', limitPrice: '99.50' });
  const [sent] = before.children;
  if (sent === undefined) throw new Error('a child expected');
  child = sent;
  await before.says(child, { type: 'ack' });
  await before.fill(sent, 100);
});

function newRouter(): BenchRouter {
  const made = new BenchRouter();
  for (const venueId of ['XNYS', 'ARCX']) made.quote(venueId, [10_000, 500], [10_010, 500]);
  return made;
}

/** The router dies and is started again; its venues answer as they are told to, or not at all. */
async function killed(answer: SaidOfRest | null): Promise<void> {
  let isTold = false;
  await restart(before, after, () => {
    if (answer === null || isTold) return;
    isTold = true;
    void after.says(child, answer);
  });
}

const account = (state: string, filled: number, executions: readonly object[] = []) =>
  ({ type: 'status', state, filled_quantity: filled, executions }) as SaidOfRest;
/** What has happened since the restart, without the entries of before. */
const eventsSince = () => eventsBy(after).slice(eventsBy(before).length);
const since = () => eventsSince().map(({ type }) => type);
const askedFor = () => after.sent.filter(({ type }) => type === 'status').length;

describe('an order that rested while the router was away', () => {
  it('goes on as it was, with nothing written, where its venue has kept it', async () => {
    await killed(account('PARTIALLY_FILLED', 100));
    expect([askedFor(), since(), after.desk.unanswered()]).toEqual([1, [], []]);
    expect([...after.desk.live.alive()].map(({ life }) => [life.filled, life.working])).toEqual([[100, 200]]);
  });

  it('gets the fills that it has missed', async () => {
    const missed = { execution_id: 'missed', quantity: 50, price: 995_000, liquidity_flag: 'MAKE' };
    const known = rowsBy(before).flatMap(({ executions }) => executions.map((each) => each.venue_execution_id))[0];
    const booked = { execution_id: known, quantity: 100, price: 995_000, liquidity_flag: 'MAKE' };
    await killed(account('PARTIALLY_FILLED', 150, [booked, missed]));
    expect(since()).toContain('FILL');
    expect([...after.desk.live.alive()].map(({ life }) => life.filled)).toEqual([150]);
  });

  it('waits for a person where it has ended and nobody here had asked for that', async () => {
    await killed(account('CANCELED', 100));
    expect(since()).toEqual(['CHILD_IN_DOUBT', 'WAITS_FOR_PERSON', 'CHILD_CANCELED']);
    expect(after.children).toEqual([]);
  });

  it('is in doubt, on record, where its venue does not answer in time, and is asked again', async () => {
    await killed(null);
    expect(since()).toEqual(['CHILD_IN_DOUBT']);
    after.overdue.checkOverdue();
    await after.settle();
    expect(askedFor()).toBe(2);
    await after.says(child, account('PARTIALLY_FILLED', 100));
    expect([since().at(-1), after.desk.unanswered()]).toEqual(['CHILD_SETTLED', []]);
  });

  it('is in doubt since the restart where the session is lost before the answer', async () => {
    await restart(before, after, () => after.overdue.onVenueDown(child.venueId));
    expect(eventsSince()).toMatchObject([{ type: 'CHILD_IN_DOUBT', why: 'RESTART' }]);
    await after.says(child, account('CANCELED', 100));
    expect(since()).toContain('WAITS_FOR_PERSON');
  });
});
