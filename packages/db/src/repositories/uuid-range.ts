const MS_US = 1_000;
/** Keys are made by another clock than times, which can be set back while keys go on. */
const CLOCKS_US = 600_000_000;

/** The smallest UUIDv7 of a millisecond: ids are made in the order of time, so the primary key finds what was made since. Time in microseconds since 1970. */
export function firstUuidV7(at_us: number): string {
  const ms = Math.floor(at_us / MS_US)
    .toString(16)
    .padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}

/** Bounds of the keys of rows whose own times lie from and to: wider than these by what clocks may differ. */
export function keysAround({ fromUs, toUs }: { fromUs?: number | undefined; toUs?: number | undefined }) {
  return {
    from: fromUs === undefined ? undefined : firstUuidV7(fromUs - CLOCKS_US),
    to: toUs === undefined ? undefined : firstUuidV7(toUs + CLOCKS_US),
  };
}
