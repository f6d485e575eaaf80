/** How each format writes a small market: two venues that show 10.00 x 10.02 from 09:30, and a last quote at 15:59. */
export interface Dialect {
  readonly format: string;
  readonly name: string;
  /** The same without a symbol in it. */
  readonly namelessName: string;
  readonly symbol: string;
  readonly header: string | null;
  readonly rows: readonly string[];
  readonly separator: string;
  /** The first row with something else for its offer. */
  readonly withOffer: (offer: string) => string;
  /** The first row with another time. */
  readonly withTime: (time: string) => string;
}

const DAILY_COLUMNS =
  'Time|Exchange|Symbol|Bid_Price|Bid_Size|Offer_Price|Offer_Size|Quote_Condition|Sequence_Number|National_BBO_Ind|Quote_Cancel_Correction|Source_Of_Quote';
const daily = (time: string, exchange: string, offer = '10.02') =>
  `${time}|${exchange}|TST|10.00|5|${offer}|5|R|1|0||C`;
const taq = (time: string, exchange: string, offer = '10.02') => `${time},1,${exchange},10.00,5,${offer},5,R,`;
const lean = (time: string, exchange: string, offer = '100200') => `${time},100000,500,${offer},500,${exchange},1,0`;
const book = (time: string, venue: string, offer = '10.02') =>
  `{"ts_ms":${time},"venue":"${venue}","bids":[[10.00,5]],"asks":[[${offer},5]]}`;
const fx = (time: string, dealer: string, offer = '10.02') => `${time},${dealer},10.00,${offer}`;
/** 12 January 2018, 09:30 and 15:59 in UTC. */
const OPEN = '1515749400000';
const LAST = '1515772740000';

export const DIALECTS: readonly Dialect[] = [
  {
    format: 'taq-csv',
    name: 'quotes_TST_2018-01-12.csv',
    namelessName: '2018-01-12.csv',
    symbol: 'TST',
    header: 'time_ms,seq,ex,bid,bid_lots,ask,ask_lots,cond,nbbo_ind',
    rows: [taq('34200000', 'N'), taq('34200001', 'P'), taq('57540000', 'N')],
    separator: ',',
    withOffer: (offer) => taq('34200000', 'N', offer),
    withTime: (time) => taq(time, 'N'),
  },
  {
    format: 'daily-taq',
    name: 'EQY_TST_20180112.psv',
    namelessName: '20180112.psv',
    symbol: 'TST',
    header: DAILY_COLUMNS,
    rows: [daily('093000000000000', 'N'), daily('093000001000000', 'P'), daily('155900000000000', 'N')],
    separator: '|',
    withOffer: (offer) => daily('093000000000000', 'N', offer),
    withTime: (time) => daily(time, 'N'),
  },
  {
    format: 'lean',
    name: 'tst_20180112_quote.csv',
    namelessName: '20180112_quote.csv',
    symbol: 'TST',
    header: null,
    rows: [lean('34200000', 'N'), lean('34200001', 'P'), lean('57540000', 'N')],
    separator: ',',
    withOffer: (offer) => lean('34200000', 'N', offer),
    withTime: (time) => lean(time, 'N'),
  },
  {
    format: 'depth-jsonl',
    name: 'tstusd_2018-01-12.jsonl',
    namelessName: '2018-01-12.jsonl',
    symbol: 'TSTUSD',
    header: null,
    rows: [book(OPEN, 'EX1'), book('1515749400001', 'EX2'), book(LAST, 'EX1')],
    separator: ',',
    withOffer: (offer) => book(OPEN, 'EX1', offer),
    withTime: (time) => book(time, 'EX1'),
  },
  {
    format: 'fx-two-source',
    name: 'TSTUSD_2018-01-12_utc.csv',
    namelessName: '2018-01-12.csv',
    symbol: 'TSTUSD',
    header: 'ts_ms_utc,venue,bid,ask',
    rows: [fx(OPEN, 'D1'), fx('1515749400001', 'D2'), fx(LAST, 'D1')],
    separator: ',',
    withOffer: (offer) => fx(OPEN, 'D1', offer),
    withTime: (time) => fx(time, 'D1'),
  },
];

/** The text of a file in a dialect. */
export function textOf({ header, rows }: Dialect, changed: readonly string[] = rows): string {
  return `${[...(header === null ? [] : [header]), ...changed].join('\n')}\n`;
}
