import { expect, test } from 'vitest';
import { partsWithoutData, type Series, valueSpan, withBreaks } from './series';

const series = (points: Series['points']): Series => ({ id: 'a', label: 'A', tone: 'accent', points });

test('points that are too far apart are not joined', () => {
  const points = [0, 1, 2, 9, 10].map((x) => ({ x, y: 1 }));
  expect(withBreaks(points, 2).map(({ y }) => y)).toEqual([1, 1, 1, null, 1, 1]);
  expect(withBreaks(points, undefined)).toBe(points);
});

test('the parts without data are before, between and after what is known by anybody', () => {
  const a = series([3, 4, 5].map((x) => ({ x, y: 1 })));
  const b = series([...[12, 13].map((x) => ({ x, y: 2 })), { x: 8, y: null }]);
  expect(partsWithoutData([a, b], [0, 20], 2)).toEqual([
    { from: 0, to: 3 },
    { from: 5, to: 12 },
    { from: 13, to: 20 },
  ]);
  expect(partsWithoutData([a, b], [3, 5], 2)).toEqual([]);
});

test('the value axis has room for intervals, and only for what is in sight', () => {
  const one = series([
    { x: 0, y: 5, low: 2, high: 9 },
    { x: 1, y: 500 },
  ]);
  expect(valueSpan([one], [0, 0.5])).toEqual([2, 9]);
});
