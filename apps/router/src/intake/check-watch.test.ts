import { expect, it } from 'vitest';
import { CheckWatch } from './check-watch.ts';

it('says since when a check has been as it is, also where it changed while nobody asked', () => {
  const state = { nowUs: 100, isReady: false };
  const watch = new CheckWatch([{ name: 'database', isReady: () => state.isReady, detail: () => 'in words' }], {
    nowUs: () => state.nowUs,
  });
  const told = { name: 'database', detail: 'in words' };
  state.nowUs = 200;
  expect(watch.look()).toEqual([{ ...told, ready: false, sinceUs: 100 }]);
  Object.assign(state, { nowUs: 300, isReady: true });
  watch.look();
  state.nowUs = 400;
  expect(watch.look()).toEqual([{ ...told, ready: true, sinceUs: 300 }]);
  Object.assign(state, { nowUs: 500, isReady: false });
  expect(watch.look()).toEqual([{ ...told, ready: false, sinceUs: 500 }]);
});
