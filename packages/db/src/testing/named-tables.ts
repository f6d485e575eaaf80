/** Tables with the names of their columns. */
export type NamedTables = ReadonlyMap<string, ReadonlySet<string>>;

const PSEUDO_OR_SQL = /^(?:Table|CREATE TABLE) (\w+) [{(]\n([\s\S]*?)^[})];?$/gm;
const COLUMN_LINE = /^ {4}(\w+)(?::| [A-Z])/gm;
const NO_COLUMN = new Set(['partition_by', 'partition_dimension', 'UNIQUE']);
const DJANGO = /^class \w+\(models\.Model\):\n([\s\S]*?)db_table = "(\w+)"/gm;
const DJANGO_FIELD = /^ {4}(\w+) = models\.\w+\(/gm;
const ANNOTATED = /@(?:Table|CollectionTable)\(name = "(\w+)"\)/g;
const ANNOTATED_COLUMN = /@Column\(name = "(\w+)"/g;

/** The tables that a document of requirements describes, in any of the four ways that they do it; an annotated class's columns are those of its own table, the first. */
export function namedTables(document: string): NamedTables {
  const tables = new Map<string, Set<string>>();
  const add = (table: string, columns: Iterable<string>) => {
    const known = tables.get(table) ?? new Set();
    for (const column of columns) if (!NO_COLUMN.has(column)) known.add(column);
    tables.set(table, known);
  };
  for (const [, table = '', body = ''] of document.matchAll(PSEUDO_OR_SQL)) add(table, firsts(body, COLUMN_LINE));
  for (const [, body = '', table = ''] of document.matchAll(DJANGO)) add(table, firsts(body, DJANGO_FIELD));
  const annotated = firsts(document, ANNOTATED);
  for (const table of annotated) add(table, []);
  if (annotated[0] !== undefined) add(annotated[0], firsts(document, ANNOTATED_COLUMN));
  return tables;
}

function firsts(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, first = '']) => first);
}
