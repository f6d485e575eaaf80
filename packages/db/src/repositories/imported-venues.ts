import { EVERY_NAME, namedOf, printedOf } from '../import/meant-venue.ts';
import type { Database } from '../pool.ts';
import type { Visibility } from './order-repository.ts';

/** Imported rows count where their batch is complete. */
export const COMPLETE = `complete as materialized (select id from imported_batches where state = 'COMPLETE')`;
export const IS_COMPLETE = 'batch_id in (select id from complete)';

/** Which venue each name and MIC of imported routes means. */
export const PRINTED = printedOf(EVERY_NAME);

/** A venue that no configuration has, by the id that it goes by, and as imports name it. */
export interface ImportedVenue {
  readonly venue_id: string;
  readonly venue_name: string;
}

/** The venues that only imports name: of a client's imports, or of everybody's (null). Each is called as most routes call it, as reports print it. */
export async function importedVenues(database: Database, whose: Visibility): Promise<ImportedVenue[]> {
  return (await database.query<ImportedVenue>(IMPORTED_VENUES, [whose])).rows;
}

const TOLD = `select p.venue_id, false as is_own, p.venue, p.mic, null::text as mpid, c.n
  from counted c join printed p on p.venue = c.venue and p.mic is not distinct from c.mic
  where not exists (select from venue_configurations v where v.venue_id = p.venue_id)`;
const IMPORTED_VENUES = `with ${PRINTED}, counted as materialized (
  select r.venue, r.mic, count(*)::numeric as n from imported_routes r
  where r.batch_id in (select b.id from imported_batches b where b.state = 'COMPLETE' and ($1::text is null or b.client_id = $1))
  group by r.venue, r.mic
), ${namedOf(TOLD)}
select venue_id, name as venue_name from called_so order by venue_id`;
