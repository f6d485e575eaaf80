import { expect, it } from 'vitest';
import { sharesOf } from './cpu-profile.ts';

const call = (id: number, functionName: string, url: string, ...children: number[]) => ({
  id,
  callFrame: { functionName, url },
  children,
});

it('shares busy time out by the file of a function, and what has none by who called it, within the stretch alone', () => {
  const profile = {
    nodes: [
      call(1, '(root)', '', 2, 3, 4, 5),
      call(2, '(idle)', ''),
      call(3, '(garbage collector)', ''),
      call(4, 'planRoute', 'file:///x/packages/core/dist/routing/plan.js', 6, 7),
      call(5, 'onData', 'node:net'),
      call(6, 'divide', 'file:///x/packages/core/dist/money/scaled.js'),
      call(7, 'evidenceOf', 'file:///x/packages/core/dist/routing/evidence.js'),
    ],
    startTime: 1_000,
    samples: [4, 2, 3, 4, 6, 7, 5],
    timeDeltas: [100, 100, 100, 100, 100, 50, 50],
  };
  // The first sample ends before the stretch, the last behind it.
  expect(sharesOf(profile, { fromUs: 1_150, toUs: 1_550 })).toEqual([
    ['plan', 200 / 350],
    ['garbage collection', 100 / 350],
    ['evidence', 50 / 350],
  ]);
});
