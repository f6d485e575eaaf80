const SECOND_US = 1_000_000;

/**
 * How many new orders a venue takes, by its own word: nothing for as long as it says, and never more in a second than it said at the logon. What is
 * planned counts from its plan on, so that of a hundred orders that are decided in a turn no more go there than it takes. Cancels and questions take no
 * room. Times in microseconds since 1970.
 */
export class VenueRoom {
  #untilUs = 0;
  #perSecond: number | null = null;
  /** When the latest orders left, the oldest first, from `#first` on. */
  #left: number[] = [];
  #first = 0;
  /** Children that are planned and have not left, the oldest first. One that has not within a second is not waited for. */
  readonly #planned = new Map<string, number>();

  /** It takes nothing until then. */
  closed(untilUs: number): void {
    this.#untilUs = Math.max(this.#untilUs, untilUs);
  }

  /** It takes so many in a second from now on; null is any number. */
  bound(perSecond: number | null): void {
    this.#perSecond = perSecond;
    if (perSecond === null) this.#planned.clear();
  }

  /** True where nothing more may be planned for it now. */
  isFull(nowUs: number): boolean {
    if (nowUs < this.#untilUs) return true;
    if (this.#perSecond === null) return false;
    this.#forget(nowUs);
    return this.#left.length - this.#first + this.#planned.size >= this.#perSecond;
  }

  /** A child is planned for it. */
  planned(childId: string, nowUs: number): void {
    if (this.#perSecond !== null) this.#planned.set(childId, nowUs);
  }

  /** Whether a child may leave for it now; one that may has left. */
  admit(childId: string, nowUs: number): boolean {
    if (nowUs < this.#untilUs) return false;
    if (this.#perSecond === null) return true;
    this.#forget(nowUs);
    this.#planned.delete(childId);
    if (this.#left.length - this.#first >= this.#perSecond) return false;
    this.#left.push(nowUs);
    return true;
  }

  #forget(nowUs: number): void {
    const sinceUs = nowUs - SECOND_US;
    while ((this.#left[this.#first] ?? nowUs) <= sinceUs) this.#first += 1;
    if (this.#first > this.#left.length / 2) {
      this.#left = this.#left.slice(this.#first);
      this.#first = 0;
    }
    for (const [childId, atUs] of this.#planned) {
      if (atUs > sinceUs) return;
      this.#planned.delete(childId);
    }
  }
}
