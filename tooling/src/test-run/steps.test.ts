import { expect, test } from 'vitest';
import { testSteps } from './steps.ts';

test('checks come before tests, and the browser last where there is one', () => {
  const names = testSteps({ root: '/nowhere', coverage: false }).map(({ name }) => name);
  expect(names).toEqual(['types', 'lint', 'tidy', 'unit and integration']);
});

test('coverage is measured when asked for', () => {
  const args = (coverage: boolean) => testSteps({ root: '/nowhere', coverage }).flatMap((step) => step.args);
  expect(args(true)).toContain('--coverage');
  expect(args(false)).not.toContain('--coverage');
});
