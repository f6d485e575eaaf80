import { partNames } from '@fairlead/core/routing/record/part-names';
import { recordSummary } from '@fairlead/core/routing/record/record-summary';
import type { Codec } from '../projection/codec.ts';
import { readBody } from '../record/entry-body.ts';
import { migratedLife } from '../record/fold-entries.ts';
import type { JournalReading } from './journaled-order.ts';

/** How the projector reads what stands in the journal. */
export const JOURNAL_CODEC: Codec = { read: readBody, summary: recordSummary, lifeOf: migratedLife };

/** How repositories read it: the same, so that an order has the same rows wherever they come from. */
export const JOURNAL_READING: JournalReading = { codec: JOURNAL_CODEC, records: { summary: recordSummary, partNames } };
