import type { ChosenValues, ReportChoiceName } from '@fairlead/core/report/report-choice';
import { type ChoiceDefinition, type HeldChoice, held } from '../choice/choice-definition.ts';
import { ROUND_LOT_WORD, RULE605_CHOICES } from './choices.ts';
import type { SpecialHandling } from './order-facts.ts';
import type { OrderType } from './order-type.ts';
import type { LotClass } from './size-class.ts';

/** A choice of the report, and whether a public source says so. */
export type Rule605Setting<T> = HeldChoice<T, ReportChoiceName | 'LOT_WORD_ROUND'>;

/** What of the report rests on a choice that a firm can make otherwise. */
export interface Rule605Settings {
  readonly lotWords: Readonly<Record<LotClass, Rule605Setting<string>>>;
  readonly detailLineEnd: Rule605Setting<'CRLF' | 'LF'>;
  readonly marketOrderNotional: Rule605Setting<'FAR_SIDE_QUOTE' | 'MIDPOINT'>;
  readonly restingOrderTypedBy: Rule605Setting<'RECEIPT' | 'EXECUTABILITY'>;
  readonly withoutNbboAtReceipt: Rule605Setting<'COVERED' | 'LIMITS_COVERED' | 'LEFT_OUT'>;
  readonly executedOutsideHours: Rule605Setting<'LEFT_OUT' | 'COVERED'>;
  readonly executedAfterMonthDays: Rule605Setting<number>;
  readonly leftOut: Rule605Setting<readonly SpecialHandling[]>;
  readonly bestDisplayed: Rule605Setting<'NBBO_AND_ODD_LOTS' | 'NBBO'>;
  readonly priceGroupTypes: Rule605Setting<readonly OrderType[]>;
  readonly restingGroupTypes: Rule605Setting<readonly OrderType[]>;
}

/** The settings of a report whose firm has chosen so. */
export function rule605SettingsOf(chosen: ChosenValues): Rule605Settings {
  const of = <T>(definition: ChoiceDefinition<T>) => held(definition, chosen[definition.name]);
  const choices = RULE605_CHOICES;
  return {
    lotWords: { ROUND: ROUND_LOT, ODD: of(choices.oddLotWord), FRACTIONAL: of(choices.fractionalLotWord) },
    detailLineEnd: of(choices.detailLineEnd),
    marketOrderNotional: of(choices.marketOrderNotional),
    restingOrderTypedBy: of(choices.restingOrderTypedBy),
    withoutNbboAtReceipt: of(choices.withoutNbboAtReceipt),
    executedOutsideHours: of(choices.executedOutsideHours),
    executedAfterMonthDays: of(choices.executedAfterMonthDays),
    leftOut: of(choices.leftOut),
    bestDisplayed: of(choices.bestDisplayed),
    priceGroupTypes: of(choices.priceGroupTypes),
    restingGroupTypes: of(choices.restingGroupTypes),
  };
}

const ROUND_LOT: Rule605Setting<string> = {
  ...{ name: 'LOT_WORD_ROUND', value: ROUND_LOT_WORD, verified: true, source: null, since: null },
  note: "Word of field 5, seen in the exchanges' files of August 2026.",
};

/** The choices that an installation begins with. */
export const rule605Settings: Rule605Settings = rule605SettingsOf({});

/** Rules of the report that are built in, whose exact wording was not seen; the console shows them beside the settings. */
export const RECALLED_RULES: readonly { readonly fields: string; readonly rule: string }[] = [
  {
    fields: '7: pegs',
    rule: 'A peg to the midpoint is a limit at the midpoint of its receipt, and no further than its own limit.',
  },
  {
    fields: '7: fill or kill',
    rule: 'An order that fills whole or not at all is all-or-none, and left out with these.',
  },
  {
    fields: '7: stop limits',
    rule: 'A stop limit that reaches the midpoint and not the far side is LNNNY: the ten types have no stop that is midpoint-or-better.',
  },
  {
    fields: '7: market, immediate or cancel',
    rule: 'A market order that is immediate or cancel is MXXNN: the ten types have no other.',
  },
  {
    fields: '8',
    rule: 'A limit order can be executed from when its price reaches the near side of the NBBO, a stop order from its trigger on.',
  },
  {
    fields: '8: replacements',
    rule: 'A replacement of an order is a cancel of what was open of it, and a new covered order of what is open from its moment on, typed by the market of that moment; one that leaves nothing open is no order. A stop order that was triggered before is none any more.',
  },
  { fields: '9', rule: 'The notional of a limit order is its limit times its shares.' },
  {
    fields: '50',
    rule: 'The benchmark is the smaller of an order and the size displayed at the far side when its clock starts; empty where that size is not known of an order of the row.',
  },
  { fields: '51', rule: 'Shares executed at the quote or better above the benchmark, order by order.' },
  {
    fields: '53, 54',
    rule: 'Regular-way shares printed while the order could be executed, at prices that could have filled it, summed over orders; of own orders what the connected venues print; empty where they are not known of an order of the row.',
  },
];
