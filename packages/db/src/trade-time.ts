/**
 * When an execution of ours was made, SQL over a row of `executions`: the venue's own time where it has told one, and when it was booked where it has not. It is
 * booked when it is learned of, which after a break of the connection or a restart may be hours later and in another month. An execution was made after its part
 * was sent and before it was known of: a venue's clock that says otherwise is wrong, and counts as far as that.
 */
export function tradeTime(alias: string): string {
  const [told, booked] = [`${alias}.venue_time`, `${alias}.executed_at`];
  const sent = `${booked} - ${alias}.latency_us * interval '1 microsecond'`;
  return `case when ${told} is null then ${booked} else least(greatest(${told}, ${sent}), ${booked}) end`;
}
