'use client';

import { useState } from 'react';
import { lastMonths, lastQuarters, type ReportWish } from '@/rows/report-wish';

/** What somebody who is about to ask for a report has chosen; at first the public report of the quarter that ended last. */
export function useReportWish(today: string) {
  const [wish, setWish] = useState<ReportWish>(() => ({
    ...{ kind: 'RULE_606_A1', simulated: false },
    quarter: lastQuarters(today, 1, false)[0] ?? '',
    month: lastMonths(today, 1, false)[0] ?? '',
    ...{ clientId: null, customerId: '', customer: '', requestedOn: today, lookThrough: false },
    ...{ from: today, until: today },
  }));
  return { wish, change: (part: Partial<ReportWish>) => setWish((before) => ({ ...before, ...part })) };
}
export type WishChoice = ReturnType<typeof useReportWish>;
