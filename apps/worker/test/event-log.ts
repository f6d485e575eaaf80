/** Everything that was said, and a way to wait for something without asking again and again. */
export class EventLog<Event> {
  readonly all: Event[] = [];
  readonly #waiting = new Set<(event: Event) => void>();

  add(event: Event): void {
    this.all.push(event);
    for (const tell of this.#waiting) tell(event);
  }

  /** The first event that fits, past or to come. */
  first(fits: (event: Event) => boolean): Promise<Event> {
    const past = this.all.find(fits);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve) => {
      const tell = (event: Event) => {
        if (!fits(event)) return;
        this.#waiting.delete(tell);
        resolve(event);
      };
      this.#waiting.add(tell);
    });
  }
}
