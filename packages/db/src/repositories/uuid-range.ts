const MS_US = 1_000;

/** The smallest UUIDv7 of a millisecond: ids are made in the order of time, so the primary key finds what was made since. Time in microseconds since 1970. */
export function firstUuidV7(at_us: number): string {
  const ms = Math.floor(at_us / MS_US)
    .toString(16)
    .padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True where PostgreSQL reads a text as the key of something, in small letters or capitals. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
