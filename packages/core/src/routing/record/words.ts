/** The words of one record, each written once and said by its number after that; the text needs no list of ours to be read. */
export class Words {
  readonly list: string[] = [];

  /** Records have a few dozen words: a look along the list is faster than any table that would have to be made first. */
  of(word: string): number {
    const { list } = this;
    for (let number = 0; number < list.length; number++) if (list[number] === word) return number;
    list.push(word);
    return list.length - 1;
  }

  orNull(word: string | null): number | null {
    return word === null ? null : this.of(word);
  }
}
