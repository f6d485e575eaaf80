import { err, ok, type Result } from '../result.ts';

/** Who was in an index on a day, an ISO date; the list holds until the day of the next one. */
export interface MemberList {
  readonly asOf: string;
  readonly symbols: readonly string[];
}

/** What can be wrong with a line, each with the sentence that a person reads. A closed list. */
export const MEMBER_LIST_WORDS = {
  FIELDS: 'a list has three fields: as_of,count,tickers',
  DAY: 'the first field must be a day, such as 2026-07-01',
  SYMBOL: 'a symbol is none, or stands twice',
  COUNT: 'there are not as many symbols as the second field says',
  DAY_TWICE: 'there is a list of this day above',
  NO_LISTS: 'there is no list in it',
} as const;
export type MemberListFault = keyof typeof MEMBER_LIST_WORDS;

/** Where a file is wrong; lines count from 1. */
export interface MemberListError {
  readonly line: number;
  readonly code: MemberListFault;
}

const HEADER = 'as_of,count,tickers';
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const SYMBOL = /^[A-Z][A-Z0-9.-]{0,19}$/;

/** Reads lists of members: a line a list, its day, how many they are, and their symbols with spaces between, after a line of names. Refuses the whole file for its first fault. */
export function readMemberLists(text: string): Result<readonly MemberList[], MemberListError> {
  const lists: MemberList[] = [];
  const days = new Set<string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === '' || (index === 0 && line === HEADER)) continue;
    const read = readMemberList(line);
    if (typeof read === 'string') return err({ line: index + 1, code: read });
    if (days.has(read.asOf)) return err({ line: index + 1, code: 'DAY_TWICE' });
    days.add(read.asOf);
    lists.push(read);
  }
  return lists.length === 0 ? err({ line: 1, code: 'NO_LISTS' }) : ok(lists);
}

function readMemberList(line: string): MemberList | MemberListFault {
  const [asOf, count, tickers, ...more] = line.split(',');
  if (asOf === undefined || count === undefined || tickers === undefined || more.length > 0) return 'FIELDS';
  if (!DAY.test(asOf)) return 'DAY';
  const symbols = tickers.split(' ');
  if (symbols.some((symbol) => !SYMBOL.test(symbol)) || new Set(symbols).size !== symbols.length) return 'SYMBOL';
  return String(symbols.length) === count ? { asOf, symbols } : 'COUNT';
}
