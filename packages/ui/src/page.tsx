import type { ReactNode } from 'react';

interface PageProps {
  readonly title: ReactNode;
  /** One line under or beside the title: what this is, for whom it is new. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a screen: its name, what can be done with the whole of it, and its regions. */
export function Page({ title, lead, actions, children }: PageProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
          <h1 className="text-lg font-semibold">{title}</h1>
          {lead !== undefined && <div className="min-w-0 text-xs text-muted">{lead}</div>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2 max-sm:w-full">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface SectionTitleProps {
  readonly title: string;
  readonly note?: ReactNode;
}

/** The heading of a region, with what a newcomer needs to read it. */
export function SectionTitle({ title, note }: SectionTitleProps) {
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
      <h2 className="text-xs font-semibold">{title}</h2>
      {note !== undefined && <span className="text-2xs text-faint">{note}</span>}
    </span>
  );
}

/** A region of a screen with its own heading. */
export function Section({ title, note, children }: SectionTitleProps & { children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <div className="flex min-h-8 items-center px-4 pt-1">
        <SectionTitle title={title} note={note} />
      </div>
      {children}
    </section>
  );
}
