import { EVERY_NAME, printedOf } from '../import/meant-venue.ts';

/** Imported rows count where their batch is complete. */
export const COMPLETE = `complete as materialized (select id from imported_batches where state = 'COMPLETE')`;
export const IS_COMPLETE = 'batch_id in (select id from complete)';

/** Which venue each name and MIC of imported routes means. */
export const PRINTED = printedOf(EVERY_NAME);
