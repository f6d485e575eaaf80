import { createContext } from 'react';

/** Of which part of the sheet something is: a table is called alike in each of them, and a reader that jumps between tables hears which one it is. */
export const PartName = createContext('');
