import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { adapters } from './adapters.ts';

const SESSION = ['apps/router/src/wire/sim/session.ts', `import { connect } from 'node:net';`] as const;
const found = (path: string, text: string) => adapters(sourceTree([[path, text], SESSION]));

test('only system-adapters.ts names an adapter', () => {
  expect(found('apps/router/src/pipeline.ts', `import { S } from './wire/sim/session.ts';`)[0]?.message).toContain(
    'only system-adapters.ts',
  );
  expect(found('apps/router/src/router.ts', `import type { S } from './wire/sim/session.ts';`)).toHaveLength(1);
  expect(found('apps/router/src/system-adapters.ts', `import { S } from './wire/sim/session.ts';`)).toEqual([]);
  expect(found('apps/router/src/wire/registry.ts', `import { S } from './sim/session.ts';`)).toEqual([]);
  expect(found('apps/router/src/wire/sim/adapter.ts', `import { S } from './session.ts';`)).toEqual([]);
});

test('what stands on an adapter in wire/ is one too, and what is pure there is none', () => {
  const tree = sourceTree([
    SESSION,
    ['apps/router/src/wire/gateway.ts', `import { S } from './sim/session.ts';`],
    ['apps/router/src/wire/clock.ts', `import type { Clock } from '../ports.ts';`],
    ['apps/router/src/parts.ts', `import './wire/clock.ts';\nimport './wire/gateway.ts';`],
  ]);
  expect(adapters(tree).map(({ file, line }) => [file, line])).toEqual([['apps/router/src/parts.ts', 2]]);
});

test('venues do not know each other', () => {
  const [finding] = found('apps/router/src/wire/fix/a.ts', `import type { S } from '../sim/session.ts';`);
  expect(finding?.message).toContain('venue fix imports venue sim');
});

test('what touches nothing outside is no adapter', () => {
  const tree = sourceTree([
    ['apps/router/src/pipeline.ts', `import { gate } from './risk/gate.ts';`],
    ['apps/router/src/risk/gate.ts', `import type { Journal } from '@fairlead/db/journal/journal';`],
    [
      'apps/router/src/order/step.ts',
      `import { writeBody } from '@fairlead/db/record/entry-body'; import '../risk/gate.ts';`,
    ],
    ['apps/router/src/entry/admit.ts', `import '../order/step.ts';`],
  ]);
  expect(adapters(tree)).toEqual([]);
});
