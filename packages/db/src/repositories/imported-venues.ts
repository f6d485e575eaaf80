/** Imported rows count where their batch is complete. */
export const COMPLETE = `complete as materialized (select id from imported_batches where state = 'COMPLETE')`;
export const IS_COMPLETE = 'batch_id in (select id from complete)';

/** A venue of an imported route is one of ours where it has its name, its id or its MIC; else it goes by the name that it is printed with. */
export const printedOf = (routes: string) => `printed as materialized (
  select v.venue, v.mic, coalesce(
    (select min(c.venue_id) from venue_configurations c where v.venue in (c.venue_id, c.venue_name)),
    (select min(c.venue_id) from venue_configurations c where c.mic = v.mic), v.venue) as venue_id
  from (select distinct venue, mic from (${routes}) routes) v
)`;
export const PRINTED = printedOf('select venue, mic from imported_routes');
