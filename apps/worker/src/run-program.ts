import { type ProgramLocation, readProgramLocation } from './env.ts';
import type { ProgramOutput } from './import/import-program.ts';

/** A program of the worker's, as a person starts it. */
export interface Program {
  /** What is wrong with its words, and how it is called; null where nothing is. */
  readonly fault: (words: string[]) => string | null;
  /** Does what they say; gives its exit code. */
  readonly work: (words: string[], location: ProgramLocation, output: ProgramOutput) => Promise<number>;
}

const WORDS_WRONG = 2;
const BROKEN = 3;

/** Runs a program with the words of this process. They are read first, and without a database that is all: nobody starts one for words that are wrong. */
export async function runProgram({ fault, work }: Program): Promise<void> {
  const output: ProgramOutput = {
    say: (line) => console.log(line),
    complain: (line) => console.error(`fairlead: ${line}`),
  };
  try {
    const words = process.argv.slice(2);
    const wrong = fault(words);
    const location = readProgramLocation();
    if (wrong !== null) output.complain(wrong);
    if (wrong !== null) process.exitCode = WORDS_WRONG;
    else if (location !== null) process.exitCode = await work(words, location, output);
  } catch (error) {
    output.complain(error instanceof Error ? error.message : String(error));
    process.exitCode = BROKEN;
  }
}
