import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('the demo flow runs unless it is turned off', () => {
  expect(readOptions([])).toEqual({ demo: true, portBase: undefined });
  expect(readOptions(['--no-demo', '--port-base', '5000'])).toEqual({ demo: false, portBase: 5000 });
});

test.each([[['--port-base', 'x']], [['--port-base', '80']], [['--nonsense']], [['word']]])('%j is refused', (args) => {
  expect(() => readOptions(args)).toThrow('--port-base');
});
