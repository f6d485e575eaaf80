import { REPORT_CHOICES } from '@fairlead/core/report/report-choice';
import { expect, it } from 'vitest';
import { rule605SettingsOf } from '../rule605/settings.ts';
import { KNOWN_CHOICES } from './known-choices.ts';

const textOf = (name: string, given: string) => KNOWN_CHOICES.find((each) => each.name === name)?.textOf(given);

it('knows every choice once, and each begins with a value that it has', () => {
  expect(KNOWN_CHOICES.map(({ name }) => name)).toEqual(REPORT_CHOICES);
  for (const { textOf: read, initial, note } of KNOWN_CHOICES) {
    expect(read(initial)).toBe(initial);
    expect(note).not.toBe('');
  }
});

it('takes one of the codes, several of them in their order or none, or a word in capitals', () => {
  expect(textOf('MARKET_ORDER_NOTIONAL', 'MIDPOINT')).toBe('MIDPOINT');
  expect(textOf('MARKET_ORDER_NOTIONAL', 'midpoint')).toBeNull();
  expect(textOf('PRICE_GROUP_TYPES', ' LYNNN  MXXNN')).toBe('MXXNN LYNNN');
  expect(textOf('PRICE_GROUP_TYPES', '')).toBe('');
  expect(textOf('PRICE_GROUP_TYPES', 'MXXNN LYNN')).toBeNull();
  expect(textOf('LOT_WORD_ODD', 'ODDLOT')).toBe('ODDLOT');
  for (const word of ['ROUND', 'odd', 'A|B', '']) expect(textOf('LOT_WORD_ODD', word)).toBeNull();
});

it('makes the settings of a report of what was chosen, verified where a source was seen', () => {
  const chosen = (value: string, source: string | null) => ({ value, source, effective_from: '2026-10-01' });
  const settings = rule605SettingsOf({
    RESTING_ORDER_TYPED_BY: chosen('EXECUTABILITY', 'Exhibit A, field 7'),
    LEFT_OUT_HANDLING: chosen('', null),
  });
  expect(settings.restingOrderTypedBy).toMatchObject({
    ...{ value: 'EXECUTABILITY', verified: true, source: 'Exhibit A, field 7', since: '2026-10-01' },
  });
  expect(settings.leftOut).toMatchObject({ value: [], verified: false, since: '2026-10-01' });
  expect(settings.detailLineEnd).toMatchObject({ value: 'CRLF', verified: false, since: null });
});
