import { recordSummary } from '@fairlead/core/routing/record/record-summary';
import { readControl } from '../record/control-body.ts';
import { readBody } from '../record/entry-body.ts';
import { migratedLife } from '../record/fold-entries.ts';
import type { Codec } from './codec.ts';

/** How the journal of this version is read. */
export const JOURNAL_CODEC: Codec = {
  read: readBody,
  control: readControl,
  summary: recordSummary,
  lifeOf: migratedLife,
};
