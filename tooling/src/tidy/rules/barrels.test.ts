import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { barrels } from './barrels.ts';

const found = (path: string, text: string) => barrels(sourceTree([[path, text]]));

test.each([
  ['packages/ui/src/index.ts', `import './a.css';\nexport { A } from './a.tsx';`],
  ['packages/ui/src/all.ts', `export { A } from './a.tsx';\nexport { B } from './b.tsx';`],
  ['packages/ui/src/all.ts', `const x = 1;\nexport * from './a.tsx';`],
])('%s is a barrel', (path, text) => {
  expect(found(path, text).length).toBeGreaterThan(0);
});

test('a file with something of its own may pass one thing on', () => {
  expect(found('packages/ui/src/a.ts', `export type { A } from './b.ts';\nexport const x = 1;`)).toEqual([]);
});
