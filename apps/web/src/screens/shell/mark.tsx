/** A fairlead from above: the ring that keeps a rope on its course. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true" className="shrink-0 text-accent">
      <circle cx="9" cy="9" r="6.5" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M0.5 12.5 C5 12.5 6 9 9 9 S13 5.5 17.5 5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
