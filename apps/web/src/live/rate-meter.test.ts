import { expect, it } from 'vitest';
import { PIECE_MS, RateMeter } from './rate-meter';

const NOW_MS = 1_800_000_000_000;
const decided = (ago: number, routing_time_us: number, wave = 1) => ({ at_ms: NOW_MS - ago, routing_time_us, wave });

/** A meter that has listened for some seconds. */
function listening(seconds: number): RateMeter {
  const meter = new RateMeter();
  meter.read(NOW_MS - seconds * 1_000);
  return meter;
}

it('a stream that is heard and quiet has rates of zero and no latency', () => {
  expect(listening(60).read(NOW_MS)).toMatchObject({ ordersPerSecond: 0, decisions: 0, decisionP50Us: null });
});

it('rates are of the last minute, and older ones are forgotten', () => {
  const meter = listening(3_600);
  for (const ago of [61_000, 30_000, 20_000, 10_000]) meter.addDecision(decided(ago, ago / 100));
  meter.addDecision(decided(5_000, 1, 2));
  meter.addFill(NOW_MS - 1_000);
  const rates = meter.read(NOW_MS);
  expect(rates).toMatchObject({ seconds: 60, ordersPerSecond: 3 / 60, fillsPerSecond: 1 / 60, decisions: 4 });
  expect([rates.decisionP50Us, rates.decisionP99Us]).toEqual([100, 300]);
});

it('rates are of as much as was heard where that is less, and begin anew after a gap', () => {
  const meter = listening(10);
  meter.addDecision(decided(2_000, 20));
  expect(meter.read(NOW_MS)).toMatchObject({ seconds: 10, ordersPerSecond: 0.1 });
  meter.forget();
  expect(meter.read(NOW_MS)).toMatchObject({ seconds: 5, ordersPerSecond: 0 });
});

it('keeps nothing where nobody looks', () => {
  const meter = new RateMeter();
  meter.addDecision(decided(1_000, 20));
  expect(meter.read(NOW_MS)).toMatchObject({ decisions: 0 });
});

it('tells the course of the last minute piece by piece, with no latency where nothing was decided', () => {
  const meter = listening(3_600);
  meter.addDecision(decided(5_000, 40));
  meter.addDecision(decided(4_000, 20, 2));
  meter.addFill(NOW_MS - 4_000);
  const { pieces } = meter.read(NOW_MS);
  expect(pieces).toHaveLength(60_000 / PIECE_MS);
  expect(pieces.at(-2)).toEqual({
    atMs: NOW_MS - 4_500,
    ordersPerSecond: 1 / 3,
    fillsPerSecond: 1 / 3,
    decisionP50Us: 20,
    decisionP99Us: 40,
  });
  expect(pieces.at(-1)).toMatchObject({ ordersPerSecond: 0, decisionP50Us: null, decisionP99Us: null });
});

it('the course has no piece in which nobody listened, nor one that is not over', () => {
  expect(
    listening(10)
      .read(NOW_MS)
      .pieces.map(({ atMs }) => NOW_MS - atMs),
  ).toEqual([7_500, 4_500, 1_500]);
  expect(listening(10).read(NOW_MS + 2_999).pieces).toHaveLength(3);
  expect(new RateMeter().read(NOW_MS).pieces).toEqual([]);
});
