import { expect, it } from 'vitest';
import { HELP, isHelpAsked, OPTION_NAMES, OPTIONS } from './help.ts';
import { readReplayOptions } from './options.ts';

it('is printed wherever it is asked for', () => {
  for (const args of [['--help'], ['-h'], ['--quotes', 'x.csv', '--help'], ['--fast', '-h']])
    expect(isHelpAsked(args)).toBe(true);
  expect(isHelpAsked(['--quotes', 'x.csv'])).toBe(false);
});

it('has a line for every option that is taken', () => {
  for (const name of OPTION_NAMES) {
    expect(HELP).toContain(`--${name} ${OPTIONS[name].value}`);
    expect(() => readReplayOptions([`--${name}=`], { from: '/', shared: '/' })).toThrow(`--${name} is empty`);
  }
});
