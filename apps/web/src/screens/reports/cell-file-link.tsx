/** All rows of a figure as a file. */
export function CellFileLink({ href }: { readonly href: string }) {
  return (
    <a
      href={href}
      download
      title="Every row of the figure, as CSV"
      className="inline-flex h-6 shrink-0 items-center rounded-md border border-line bg-surface px-2 text-xs hover:border-line-strong hover:bg-hover"
    >
      CSV
    </a>
  );
}
