/** A failure that is explained in one line and needs no stack: what went wrong and what to do about it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
