import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { folderRings } from './folder-rings.ts';

const SRC = 'apps/router/src';
const found = (...texts: (readonly [path: string, text: string])[]) => folderRings(sourceTree(texts));

test('two folders that import each other are found once, though no file is in a ring, with the imports that tie them', () => {
  const findings = found(
    [`${SRC}/execution/desk.ts`, `// the desk\nimport type { H } from '../waiting/hours.ts';`],
    [`${SRC}/execution/order.ts`, ''],
    [`${SRC}/waiting/hours.ts`, ''],
    [`${SRC}/waiting/room.ts`, `import { order } from '../execution/order.ts';`],
  );
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ file: `${SRC}/execution/desk.ts`, line: 2, rule: 'folder-ring' });
  expect(findings[0]?.message).toContain(
    'execution → waiting → execution (execution/desk.ts imports waiting/hours.ts, waiting/room.ts imports execution/order.ts)',
  );
});

test('a file between two folders closes a ring like a folder, and so do subfolders', () => {
  const throughFile = found(
    [`${SRC}/pipeline.ts`, `import '../src/intake/answer.ts';`],
    [`${SRC}/intake/app.ts`, `import '../pipeline.ts';`],
    [`${SRC}/intake/answer.ts`, ''],
  );
  expect(throughFile[0]?.message).toContain('pipeline.ts → intake → pipeline.ts');
  const below = found(
    [`${SRC}/intake/routes/a/one.ts`, `import '../b/two.ts';`],
    [`${SRC}/intake/routes/b/two.ts`, `import '../a/three.ts';`],
    [`${SRC}/intake/routes/a/three.ts`, ''],
  );
  expect(below[0]?.message).toContain(`${SRC}/intake/routes: a → b → a`);
});

test('a ring of three packages’ own names is found', () => {
  const findings = found(
    ['packages/core/src/market/view.ts', `import type { T } from '@fairlead/core/quality/tail';`],
    ['packages/core/src/quality/tail.ts', ''],
    ['packages/core/src/quality/status.ts', `import type { V } from '../venue/venue.ts';`],
    ['packages/core/src/venue/venue.ts', `import type { C } from '../market/circuit.ts';`],
    ['packages/core/src/market/circuit.ts', ''],
  );
  expect(findings[0]?.message).toContain('market → quality → venue → market');
});

test.each<[string, readonly (readonly [string, string])[]]>([
  [
    'a folder’s own file over its subfolder, and one below it',
    [
      [`${SRC}/intake/app.ts`, `import './routes/orders.ts';`],
      [`${SRC}/intake/routes/orders.ts`, `import '../problem.ts';`],
      [`${SRC}/intake/problem.ts`, ''],
    ],
  ],
  [
    'tests, and what is for tests',
    [
      [`${SRC}/a/one.test.ts`, `import '../b/two.ts';`],
      [`${SRC}/b/two.ts`, `import '../a/three.ts';`],
      [`${SRC}/a/three.ts`, ''],
      [`${SRC}/testing/bench.ts`, `import '../a/three.ts';`],
    ],
  ],
  [
    'files in a ring, which another rule finds',
    [
      [`${SRC}/a/one.ts`, `import './two.ts';`],
      [`${SRC}/a/two.ts`, `import './one.ts';`],
    ],
  ],
])('no ring of folders: %s', (_what, texts) => {
  expect(found(...texts)).toEqual([]);
});
