import { SPECIAL_HANDLINGS, type SpecialHandling } from './order-facts.ts';
import type { OrderType } from './order-type.ts';
import type { LotClass } from './size-class.ts';

/** A choice of the report, and whether a public source says so. */
export interface Rule605Setting<T> {
  readonly value: T;
  /** False: recalled and not seen. The console shows it as unverified. */
  readonly verified: boolean;
  /** What it decides, and what of it was seen. */
  readonly note: string;
}

/** What of the report rests on a choice that a firm can make otherwise. */
export interface Rule605Settings {
  readonly lotWords: Readonly<Record<LotClass, Rule605Setting<string>>>;
  readonly detailLineEnd: Rule605Setting<string>;
  readonly marketOrderNotional: Rule605Setting<'FAR_SIDE_QUOTE' | 'MIDPOINT'>;
  readonly restingOrderTypedBy: Rule605Setting<'RECEIPT' | 'EXECUTABILITY'>;
  readonly withoutNbboAtReceipt: Rule605Setting<'COVERED' | 'LIMITS_COVERED' | 'LEFT_OUT'>;
  readonly executedOutsideHours: Rule605Setting<'LEFT_OUT' | 'COVERED'>;
  readonly executedAfterMonthDays: Rule605Setting<number>;
  readonly leftOut: Rule605Setting<readonly SpecialHandling[]>;
  readonly bestDisplayed: Rule605Setting<'NBBO_AND_ODD_LOTS' | 'NBBO'>;
  readonly priceGroupTypes: Rule605Setting<readonly OrderType[]>;
  readonly restingGroupTypes: Rule605Setting<readonly OrderType[]>;
  readonly brokerDealerGraceMonths: Rule605Setting<number>;
}

const recalled = <const T>(value: T, note: string) => ({ value, verified: false, note });

/** The choices that an installation begins with. */
export const rule605Settings: Rule605Settings = {
  lotWords: {
    ROUND: { value: 'ROUND', verified: true, note: "Word of field 5, seen in the exchanges' files of August 2026." },
    ODD: recalled('ODD', 'Word of field 5 for less than a round lot; not seen.'),
    FRACTIONAL: recalled('FRACTIONAL', 'Word of field 5 for less than a share; not seen.'),
  },
  detailLineEnd: recalled('\r\n', 'Ends a line of the detailed file; seen for the summary only.'),
  marketOrderNotional: recalled('FAR_SIDE_QUOTE', 'The price behind the notional of an order without a limit.'),
  restingOrderTypedBy: recalled(
    'RECEIPT',
    'By which quote an order received in regular hours is typed that could be executed only later.',
  ),
  withoutNbboAtReceipt: recalled(
    'COVERED',
    'An order received in regular hours while no NBBO is shown, as in a halt: release 34-105136 ends the exemption of halts, and how such an order is then measured was not seen. COVERED measures it from the first NBBO at which it can be executed; LIMITS_COVERED so takes limit orders only.',
  ),
  executedOutsideHours: recalled('LEFT_OUT', 'Whether an order is covered that was executed outside of regular hours.'),
  executedAfterMonthDays: recalled(
    7,
    'Days after the month of which executions, cancellations and prints still count, in the report of the month in which the clock of their order started. That all executions of an order stand in its one row is the staff’s word on the former rule (Staff Legal Bulletin 12R, question 11, seen in part); until when was not seen.',
  ),
  leftOut: recalled(
    SPECIAL_HANDLINGS,
    'Special handling that takes an order out. The last two are exempt by release 34-105136, the others are recalled.',
  ),
  bestDisplayed: recalled('NBBO_AND_ODD_LOTS', 'Fields 45-49: the better of the quote and the best odd lot displayed.'),
  priceGroupTypes: recalled(
    ['MXXNN', 'LYNNN', 'LYNYN', 'LNYNN', 'LNYYN', 'MXXNY', 'LYNNY'],
    'The types that fields 33-51 are for.',
  ),
  restingGroupTypes: recalled(
    ['LNYNN', 'LNYYN', 'LNNNN', 'LNNYN', 'MXXNY', 'LYNNY', 'LNNNY'],
    'The types that fields 52-55 are for.',
  ),
  brokerDealerGraceMonths: recalled(3, 'Months after which a broker-dealer that reaches 100,000 customers reports.'),
};

/** Rules of the report that are built in, whose exact wording was not seen; the console shows them beside the settings. */
export const RECALLED_RULES: readonly { readonly fields: string; readonly rule: string }[] = [
  {
    fields: '8',
    rule: 'A limit order can be executed from when its price reaches the near side of the NBBO, a stop order from its trigger on.',
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
