import type { Finding, FindingCode } from './finding.ts';

/** Orders that are in no figure of a report, or in one by default. */
export interface LeftOutOrders {
  /** Of instruments that do not trade in US dollars. */
  readonly notInDollars: number;
  /** Of options: no customer orders by their market value, and those that count because it is not known. */
  readonly options?: { readonly overLimit: number; readonly ofUnknownValue: number };
}

/** Tells whoever approves a report of a time, as it is written, what is not in it. */
export function leftOutFindings({ notInDollars, options }: LeftOutOrders, time: string): Finding[] {
  const found = (code: FindingCode, place: string, orders: number): Finding[] =>
    orders === 0 ? [] : [{ code, place: `${time} ${place}`, found: `${orders} orders` }];
  return [
    ...found('NOT_IN_DOLLARS', 'stocks', notInDollars),
    ...found('OPTIONS_OVER_LIMIT', 'OPTIONS', options?.overLimit ?? 0),
    ...found('OPTION_VALUE_UNKNOWN', 'OPTIONS', options?.ofUnknownValue ?? 0),
  ];
}
