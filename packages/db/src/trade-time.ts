/**
 * When an execution of ours was made, SQL over a row of `executions`: the venue's own time where it has told one, and when it was booked where it has not. It is
 * booked when it is learned of, which after a break of the connection or a restart may be hours later and in another month. An execution was made after its part
 * was sent and before it was known of: a venue's clock that says otherwise is wrong, and counts as far as that. So what was made in a time has a key of it or of
 * later, and is looked for without an end.
 */
export function tradeTime(alias: string): string {
  const [told, booked] = [`${alias}.venue_time`, `${alias}.executed_at`];
  const sent = `${booked} - ${alias}.latency_us * interval '1 microsecond'`;
  return `case when ${told} is null then ${booked} else least(greatest(${told}, ${sent}), ${booked}) end`;
}

/** So long a venue's report may be on its way, and clocks that tell whole seconds are as far off. */
const SOON = "interval '1 second'";

/** Whether an execution was learned of so soon that the market of then, which is kept beside it, is that of its trade; SQL. */
export function isLearnedSoon(alias: string): string {
  return `${alias}.created_at - ${tradeTime(alias)} <= ${SOON}`;
}
