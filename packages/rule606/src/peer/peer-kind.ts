/** What a firm publishes and we can read: its routing by Rule 606(a)(1), its executions by Rule 605 in detail, in sum, and as it was to July 2026. */
export const PEER_KINDS = ['RULE_606_A1', 'RULE_605_DETAIL', 'RULE_605_SUMMARY', 'RULE_605_FORMER'] as const;
export type PeerKind = (typeof PEER_KINDS)[number];
