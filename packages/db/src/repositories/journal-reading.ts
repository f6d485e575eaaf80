import { partNames } from '@fairlead/core/routing/record/part-names';
import { recordSummary } from '@fairlead/core/routing/record/record-summary';
import { JOURNAL_CODEC } from '../projection/journal-codec.ts';
import type { JournalReading } from './journaled-order.ts';

/** How repositories read the journal: as the projector does, so that an order has the same rows wherever they come from. */
export const JOURNAL_READING: JournalReading = { codec: JOURNAL_CODEC, records: { summary: recordSummary, partNames } };
