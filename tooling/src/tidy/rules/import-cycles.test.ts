import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { importCycles } from './import-cycles.ts';

test('a ring of imports is found once, with its way round', () => {
  const tree = sourceTree([
    ['packages/core/src/a.ts', `import { b } from './b.ts';`],
    ['packages/core/src/b.ts', `import { c } from './c.ts';`],
    ['packages/core/src/c.ts', `// back again\nimport type { A } from './a.ts';`],
  ]);
  const findings = importCycles(tree);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ file: 'packages/core/src/c.ts', line: 2, rule: 'import-cycle' });
  expect(findings[0]?.message).toContain(
    'a.ts → packages/core/src/b.ts → packages/core/src/c.ts → packages/core/src/a.ts',
  );
});

test('a ring through a package name is found', () => {
  const tree = sourceTree([
    ['packages/db/src/a.ts', `import '@fairlead/db/b';`],
    ['packages/db/src/b.ts', `import './a.ts';`],
  ]);
  expect(importCycles(tree)).toHaveLength(1);
});

test('two ways to the same file are no ring', () => {
  const tree = sourceTree([
    ['packages/core/src/a.ts', `import './b.ts'; import './c.ts';`],
    ['packages/core/src/b.ts', `import './c.ts';`],
    ['packages/core/src/c.ts', ''],
  ]);
  expect(importCycles(tree)).toEqual([]);
});
