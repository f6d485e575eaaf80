import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedFill, type FillCourse, fillOfKind } from './fill-course.ts';

const share = (mean: number, observations = 100) => ({ mean, low95: mean, high95: mean, observations });
const course = (lately: number, ordinary = lately, observations = 100): FillCourse => ({
  lately: share(lately, observations),
  ordinary: share(ordinary, observations),
});
const times = (count: number, each: FillCourse) => Array.from({ length: count }, () => each);

describe('what is to be expected of venues of a kind', () => {
  it.each<[string, FillCourse[], number]>([
    ['what they ordinarily fill, where all is well', times(8, course(0.9)), 0.9],
    ['little, where all fill little', times(8, course(0.2, 0.9)), 0.2],
    ['as much as most of them, where one fills nothing', [course(0, 0.9), ...times(6, course(0.9))], 0.9],
    ['everything, of a kind of few', times(5, course(0.2)), 1],
    ['nothing, while too little is known', times(8, course(0.9, 0.9, 19)), 0],
  ])('is %s', (_, courses, told) => {
    expect(fillOfKind(courses)).toBe(told);
  });

  it('is moved by no minority', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (bad) => {
        expect(fillOfKind([...times(6, course(0.8)), ...bad.map((mean) => course(mean))])).toBe(0.8);
      }),
    );
  });
});

it.each([
  ['its own course, where it is less than that of its kind', course(0, 0.5), 0.8, 0.5],
  ['what its kind fills now, where that is less', course(0, 0.9), 0.2, 0.2],
  ['what its kind fills, of one that has never filled anything to speak of', course(0, 0.1), 0.8, 0.8],
  ['what its kind fills, of one that has no course yet', course(0, 0.5, 99), 0.8, 0.8],
])('is to be expected of a venue: %s', (_, of, ofKind, expected) => {
  expect(expectedFill(of, ofKind)).toBe(expected);
});
