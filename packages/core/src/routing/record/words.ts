/** The words of one record, each written once and said by its number after that; the text needs no list of ours to be read. */
export class Words {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.list.length;
    this.list.push(word);
    this.#numbers.set(word, number);
    return number;
  }

  orNull(word: string | null): number | null {
    return word === null ? null : this.of(word);
  }
}
