import type { ReactNode } from 'react';

export interface PaperColumn<Row> {
  readonly header: string;
  readonly unit?: string | undefined;
  readonly right?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface PaperTableProps<Row> {
  readonly label: string;
  readonly columns: readonly PaperColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

/** A table on paper: all of its rows, its head again on each page. */
export function PaperTable<Row>({ label, columns, rows, rowKey }: PaperTableProps<Row>) {
  return (
    <section
      className="wide"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls, and must be reachable by keyboard
      tabIndex={0}
    >
      <table className="figures">
        <thead>
          <tr>
            {columns.map(({ header, unit, right }) => (
              <th key={header} scope="col" className={right === true ? 'right' : undefined}>
                {header}
                {unit !== undefined && `, ${unit}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ header, right, cell }) => (
                <td key={header} className={right === true ? 'right' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Names and values, in two columns of the page. */
export function PaperFacts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts figures">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
