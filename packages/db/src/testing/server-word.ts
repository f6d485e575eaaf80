import pg from 'pg';

/** What a server says when it does not do what it was asked, by its SQLSTATE. */
export function serverWord(code: string, message: string): Error {
  return Object.assign(new pg.DatabaseError(message, message.length, 'error'), { code });
}
