/**
 * Of what a figure of a report on handling, 17 CFR 242.606(b)(3), is a part of what was routed: parts that were sent immediate or cancel, or to where they could
 * be routed further; shares executed on the near side of the spread, at its midpoint, on its far side; that provided liquidity, or removed it; and parts whose
 * time counts: those that provided liquidity, or rested for it until they were taken back.
 */
export const HANDLING_PARTS = [
  ...(['IOC', 'FURTHER_ROUTABLE', 'NEAR', 'MIDPOINT', 'FAR', 'PROVIDED', 'REMOVED', 'PROVIDING'] as const),
] as const;
export type HandlingPart = (typeof HANDLING_PARTS)[number];
