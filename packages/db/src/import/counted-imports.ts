/**
 * Of `order_keys k`, beside an imported order: that our own order counts, so that the imported one does not. What was refused here, and what its client worked alone and never told
 * of, was not routed here. Both rows are named, so that it is asked of matches only, not of every key.
 */
const countsHere = (imported: string) => `(select not x.simulated and x.state <> 'REJECTED'
      and (not x.route_only or exists (select from executions e where e.order_pk = x.id))
    from orders x where x.id = k.order_pk and x.client_id = ${imported}.client_id)`;

/** Joins the key of our own order to an imported one that was routed here too: its client has used the same id of it. */
export const routedHere = (imported: string) =>
  `join order_keys k on k.client_id = ${imported}.client_id and k.order_id = ${imported}.order_id and ${countsHere(imported)}`;

/** Of an imported order: that it was not routed here. One that was counts once, as what the journal has of it, which says more. */
export const onlyImported = (imported: string) => `not exists (select from order_keys k
    where k.client_id = ${imported}.client_id and k.order_id = ${imported}.order_id and ${countsHere(imported)})`;

/**
 * Of an imported route: that what it executed counts as its order's. What another firm has routed on, (b)(3) tells beside this firm's own part; elsewhere it would count twice what
 * this firm's own route says. An order of which there is no route of this firm's own was executed where the other one sent it.
 */
export const countsOnce = (
  route: string,
) => `(${route}.routing_firm is null or not exists (select from imported_routes w
    join imported_batches b on b.id = w.batch_id and b.state = 'COMPLETE' where w.order_pk = ${route}.order_pk and w.routing_firm is null))`;
