/**
 * A statement of what the terms of orders and children add: the first ones all of their quantity, later ones what they are more than those before them, from when
 * on. Less takes nothing back, because it was sent. `which` takes of each order or child (`t.id`) all its terms, or none.
 */
export function addedQuantities(which: string): string {
  return `select t.order_pk, t.id, t.number, t.since, case t.number when 1 then t.quantity
    else greatest(t.quantity - lag(t.quantity) over (partition by t.order_pk, t.id order by t.number), 0) end as added
  from order_terms t where ${which}`;
}
