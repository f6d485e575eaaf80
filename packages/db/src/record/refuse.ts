/** Throws: what the journal holds was written by this router, so it is a fault of the program or not the journal. */
export function refuse(what: string, stored: unknown): never {
  throw new Error(`the journal holds ${JSON.stringify(stored)} as ${what}`);
}
