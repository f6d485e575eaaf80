/** Imports that are read at once. */
export const IMPORTS_PAGE = 50;
