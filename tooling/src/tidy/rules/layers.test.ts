import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { layers } from './layers.ts';

const messages = (path: string, text: string) => layers(sourceTree([[path, text]])).map(({ message }) => message);

test.each([
  ['packages/core/src/a.ts', `import fs from 'node:fs';`, 'core is pure'],
  ['packages/core/src/a.ts', `import { b } from '@fairlead/contracts/b';`, 'core may not import contracts'],
  ['packages/contracts/src/a.ts', `import pino from 'pino';`, 'zod and lossless-json only'],
  ['packages/contracts/src/a.ts', `import { b } from '@fairlead/db/b';`, 'contracts may not import db'],
  ['packages/rule606/src/a.ts', `import fs from 'node:fs';`, 'pure functions of their facts'],
  ['packages/rule606/src/a.ts', `import { b } from '@fairlead/db/b';`, 'rule606 may not import db'],
  ['apps/router/src/a.ts', `import { b } from '@fairlead/rule606/b';`, 'router may not import rule606'],
  ['packages/db/src/a.ts', `import { b } from '@fairlead/ui/b';`, 'db may not import ui'],
  ['packages/ui/src/a.tsx', `import Link from 'next/link';`, 'ui draws'],
  ['packages/ui/src/a.tsx', `import { side } from '@fairlead/core/order/side';`, 'ui may not import core'],
  ['apps/venue-sim/src/a.ts', `import { b } from '@fairlead/db/b';`, 'no database'],
  ['apps/router/src/a.ts', `import { b } from '@fairlead/worker/b';`, 'apps meet over sockets'],
  ['apps/router/src/a.ts', `import { b } from '../../worker/src/b.ts';`, 'climbs out of router'],
  ['apps/web/src/a.ts', `const b = await import('@fairlead/router/main');`, 'web may not import router'],
])('%s: %s is refused', (path, text, reason) => {
  expect(messages(path, text)).toEqual([expect.stringContaining(reason)]);
});

test.each([
  ['packages/core/src/a.ts', `import { b } from './money/b.ts';`],
  ['packages/core/src/a.test.ts', `import { test } from 'vitest'; import fs from 'node:fs';`],
  ['packages/contracts/src/a.ts', `import { SIDES } from '@fairlead/core/order/request'; import { z } from 'zod';`],
  ['packages/db/src/a.ts', `import pg from 'pg'; import { b } from '@fairlead/core/b';`],
  ['packages/rule606/src/a.ts', `import { b } from '@fairlead/core/b'; import { SaxesParser } from 'saxes';`],
  ['apps/worker/src/a.ts', `import { b } from '@fairlead/rule606/b';`],
  ['packages/ui/src/a.tsx', `import { useState } from 'react';`],
  ['apps/web/src/a.tsx', `import { Table } from '@fairlead/ui/table'; import Link from 'next/link'; import '@/b';`],
  ['apps/router/src/a.ts', `import fastify from 'fastify'; import { b } from '@fairlead/db/b';`],
])('%s: %s is allowed', (path, text) => {
  expect(messages(path, text)).toEqual([]);
});
