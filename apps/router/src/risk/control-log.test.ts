import type { ControlEvent } from '@fairlead/core/control/control-event';
import type { AppendOutcome, JournalEntry } from '@fairlead/db/journal/journal-entry';
import { readControl } from '@fairlead/db/record/control-body';
import { describe, expect, it } from 'vitest';
import { FakeTime } from '../../test/fake-adapters.ts';
import { ControlLog } from './control-log.ts';

const ID = '01890000-0000-8000-8000-000000000001';
const FIRM = { clientId: null, venueId: null, instrumentId: null };
const PLACED: ControlEvent = {
  type: 'HALT_PLACED',
  id: ID,
  scope: FIRM,
  reason: 'a drill',
  cancelAll: false,
  actor: 'USER one',
  atUs: 1,
};
const RELEASED: ControlEvent = { type: 'HALT_RELEASED', id: ID, reason: 'over', actor: 'USER two', atUs: 2 };
const REFUSED: AppendOutcome = { ok: false, error: 'JOURNAL_FULL' };

/** A journal that says to each append what a test has laid down for it, then that it is written. */
function bench(outcomes: (AppendOutcome | Promise<AppendOutcome>)[] = []) {
  const time = new FakeTime();
  const written: string[] = [];
  const told: string[] = [];
  const alerts: string[] = [];
  const append = async (entry: JournalEntry) => {
    const outcome = (await outcomes.shift()) ?? { ok: true as const, position: written.length + 1 };
    if (outcome.ok) written.push(`${readControl(entry.body).type} ${entry.simulated}`);
    return outcome;
  };
  const inFile: string[] = [];
  const controlFile = {
    takeOver: async () => [],
    keep: async (body: string) => void inFile.push(readControl(body).type),
    forget: () => void inFile.pop(),
    close: async () => {},
  };
  const log = new ControlLog({
    journal: { append },
    controlFile,
    publisher: { publish: (type) => void alerts.push(type) },
    timers: time,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    random: () => 0.5,
    simulated: true,
  });
  const record = (event: ControlEvent) => log.record(event, () => void told.push(event.type));
  return { time, written, told, alerts, record, inFile, writeLeft: (events: ControlEvent[]) => log.writeLeft(events) };
}

describe('the log of control', () => {
  it('writes what it is told in order, and tells of each when it is durable', async () => {
    const { record, written, told } = bench();
    const both = [record(PLACED), record(RELEASED)];
    expect(told).toEqual([]);
    expect(await Promise.all(both)).toEqual([
      { ok: true, position: 1 },
      { ok: true, position: 2 },
    ]);
    expect(written).toEqual(['HALT_PLACED true', 'HALT_RELEASED true']);
    expect(told).toEqual(['HALT_PLACED', 'HALT_RELEASED']);
  });

  it('writes again what the journal refuses, with an alarm, and nothing that follows before it', async () => {
    const { record, written, alerts, time } = bench([REFUSED, REFUSED]);
    await time.passUntil(Promise.all([record(PLACED), record(RELEASED)]));
    expect(written).toEqual(['HALT_PLACED true', 'HALT_RELEASED true']);
    expect(alerts).toEqual(['ALERT']);
  });

  it('tells nobody of what a journal that is over does not take', async () => {
    const closed: AppendOutcome = { ok: false, error: 'JOURNAL_CLOSED' };
    const { record, told } = bench([closed]);
    expect(await record(PLACED)).toEqual(closed);
    expect(told).toEqual([]);
  });

  it('keeps in the file what the journal does not have, until it has it', async () => {
    const { record, inFile, time } = bench([REFUSED]);
    const done = record(PLACED);
    expect(inFile).toEqual(['HALT_PLACED']);
    await time.passUntil(done);
    expect(inFile).toEqual([]);
  });

  it('keeps there what the journal will never take, and writes first what a router before has left', async () => {
    const closed = bench([{ ok: false, error: 'JOURNAL_CLOSED' }]);
    await closed.record(PLACED);
    expect(closed.inFile).toEqual(['HALT_PLACED']);
    const next = bench();
    next.writeLeft([PLACED]);
    await next.record(RELEASED);
    expect(next.written).toEqual(['HALT_PLACED true', 'HALT_RELEASED true']);
  });
});
