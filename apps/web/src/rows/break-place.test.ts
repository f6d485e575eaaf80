import { BREAK_CODES } from '@fairlead/core/report/break-code';
import { expect, it } from 'vitest';
import { breakPlaceOfText, breakPlaceText } from './break-place';
import { placeOfText } from './figure-place';

it('is read out of an address as it was written there, and is no figure', () => {
  for (const code of [null, ...BREAK_CODES]) {
    const text = breakPlaceText({ code });
    expect(breakPlaceOfText(text)).toEqual({ code });
    expect(placeOfText(text)).toBeNull();
  }
  for (const text of ['', 'PCT.2026-07.SP500.', 'BREAKS.NONE', 'BREAKS.']) expect(breakPlaceOfText(text)).toBeNull();
});
