/** What is in the air, by time of arrival in microseconds; of equal times, first sent first. There are never more than a few. */
export class Flights<Each extends { readonly atUs: number }> {
  readonly #sorted: Each[] = [];

  /** When the next one arrives; never, where there is none. */
  get nextUs(): number {
    return this.#sorted[0]?.atUs ?? Number.POSITIVE_INFINITY;
  }

  add(flight: Each): void {
    let place = this.#sorted.length;
    while (place > 0 && (this.#sorted[place - 1]?.atUs ?? 0) > flight.atUs) place -= 1;
    this.#sorted.splice(place, 0, flight);
  }

  /** Takes out the next one to arrive. Throws where nothing is in the air. */
  shift(): Each {
    const next = this.#sorted.shift();
    if (next === undefined) throw new Error('nothing is in the air');
    return next;
  }
}
