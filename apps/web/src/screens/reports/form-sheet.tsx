import { classNames } from '@fairlead/ui/class-names';
import type { ReactNode } from 'react';
import { PartName } from './part-name';

interface FormSheetProps {
  readonly title: string;
  /** The lines below the title: whose report, of which time. */
  readonly lines: readonly string[];
  /** How it is read. */
  readonly note: string;
  readonly simulated: boolean;
  readonly children: ReactNode;
}

/** The sheet on which a report stands as its form has it. */
export function FormSheet({ title, lines, note, simulated, children }: FormSheetProps) {
  return (
    <article className="mx-auto my-4 w-[calc(100%-32px)] max-w-[1180px] border border-line bg-raised max-sm:my-0 max-sm:w-full max-sm:border-x-0">
      <header className="px-6 pt-5 pb-3 max-sm:px-4">
        {simulated && (
          <p className="pb-2 text-center text-xs font-semibold text-stopped">
            SIMULATED ORDERS: a demonstration, and no report of a broker-dealer
          </p>
        )}
        <h2 className="text-lg font-semibold text-balance">{title}</h2>
        {lines.map((line) => (
          <p key={line} className="text-sm font-medium">
            {line}
          </p>
        ))}
        <p className="mt-1.5 max-w-200 text-2xs text-faint">{note}</p>
      </header>
      {children}
    </article>
  );
}

interface MonthTabsProps {
  readonly months: readonly { readonly key: string; readonly name: string }[];
  readonly shown: string | undefined;
  readonly onShow: (key: string) => void;
}

/** The months of a report, one of them shown. */
export function MonthTabs({ months, shown, onShow }: MonthTabsProps) {
  return (
    <nav aria-label="Months of the report" className="flex flex-wrap gap-x-1 border-b border-line px-5 max-sm:px-3">
      {months.map(({ key, name }) => (
        <button
          key={key}
          type="button"
          aria-current={key === shown ? 'true' : undefined}
          onClick={() => onShow(key)}
          className={classNames(
            'border-b-2 px-2 py-1.5 text-xs whitespace-nowrap',
            key === shown ? 'border-accent font-medium text-fg' : 'border-transparent text-muted hover:text-fg',
          )}
        >
          {name}
        </button>
      ))}
    </nav>
  );
}

/** A part of the sheet with its heading. */
export function FormPart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mt-5 border-b-2 border-fg pb-1 text-base font-semibold">{title}</h3>
      <PartName value={title}>{children}</PartName>
    </section>
  );
}

/** The name of a table of the sheet. */
export function FormLabel({ children }: { readonly children: string }) {
  return <h4 className="mt-3 mb-1 text-xs font-semibold">{children}</h4>;
}
