import type { ReadRow } from '@fairlead/rule606/import/row-reader';
import type { FileSource } from './file-source.ts';

/** A record of a file with the line on which it begins, counted from 1. */
export interface ReadLine<Row> {
  readonly line: number;
  readonly read: ReadRow<Row>;
}

/** A file to be read from the record after so many. */
export interface LineSource {
  readonly file: Pick<FileSource, 'open'>;
  readonly skip: number;
}

/** A record has some hundred characters; what is longer than this is none, and may not fill the memory. */
export const LINE_CHARACTERS_MOST = 1_000_000;
