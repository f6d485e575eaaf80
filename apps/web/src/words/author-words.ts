/** Who has written something that another person is to approve: by name, and who answers for it. */
export interface Authored {
  readonly author: string | null;
  readonly author_person: string | null;
}

/** Whether somebody, or a key of theirs, has written it. */
export const isOwn = ({ author_person: person }: Authored, email: string): boolean => person === email;

/** To whoever has written it: by themselves, or by which key. */
export const wroteWords = ({ author, author_person: person }: Authored): string =>
  author === person ? 'You wrote it' : `You wrote it, by your key ${author ?? ''}`;

/** Who has written it, to others: a key with whose it is. */
export function authorWords({ author, author_person: person }: Authored): string {
  if (author === null) return 'nobody';
  return author === person || person === null || !person.includes('@') ? author : `${author} of ${person}`;
}
