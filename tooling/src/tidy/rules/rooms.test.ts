import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { rooms } from './rooms.ts';

const SRC = 'apps/router/src';
const MARKET = [`${SRC}/market-data/market.ts`, ''] as const;
const DESK = [`${SRC}/execution/desk.ts`, ''] as const;
const found = (path: string, text: string) => rooms(sourceTree([[`${SRC}/${path}`, text], MARKET, DESK]));

test.each([
  ['market-data/hours.ts', `import type { Desk } from '../execution/desk.ts';`, 'market-data imports execution'],
  ['publish/stream.ts', `// the stream\nimport { m } from '../market-data/market.ts';`, 'publish imports market-data'],
  ['ports.ts', `import type { M } from './market-data/market.ts';`, 'ports.ts imports market-data'],
])('%s may not look up: %s', (path, text, says) => {
  const findings = found(path, text);
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining(says)]);
  expect(findings[0]?.line).toBe(text.split('\n').length);
});

test('what stands beside it is not imported either', () => {
  const tree = sourceTree([
    [`${SRC}/demo/flow.ts`, `import { app } from '../intake/app.ts';`],
    [`${SRC}/intake/app.ts`, ''],
  ]);
  expect(rooms(tree)[0]?.message).toContain('demo imports intake, which stands above or beside it');
});

test.each([
  ['execution/fills.ts', `import { m } from '../market-data/market.ts'; import { d } from './desk.ts';`],
  ['main.ts', `import './execution/desk.ts';`],
  ['market-data/market.test.ts', `import '../execution/desk.ts';`],
])('%s may look down, at its own room, and from a test everywhere', (path, text) => {
  expect(found(path, text)).toEqual([]);
});

test('a folder without a place among the rooms is told', () => {
  expect(found('attic/box.ts', '')[0]?.message).toContain('attic has no place among the rooms');
});
