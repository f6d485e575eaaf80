/** Says that what is shown was read before, and why it cannot be read now; nothing where it can. */
export function StaleNote({ error }: { readonly error: { readonly message: string } | null }) {
  if (error === null) return null;
  return (
    <p role="alert" className="px-4 py-1 text-xs text-stopped">
      As it was read last; it cannot be read now: {error.message}
    </p>
  );
}
