'use client';

interface NewerRowsProps {
  readonly count: number;
  readonly onShow: () => void;
}

const COUNTED_MAX = 1_000;

/** What has come since the list was read waits here, so that no row moves under the pointer. */
export function NewerRows({ count, onShow }: NewerRowsProps) {
  // Its room is kept, so that nothing moves when it comes.
  if (count === 0) return <span className="h-6" />;
  return (
    <button
      type="button"
      onClick={onShow}
      title="Show them (Home)"
      className="h-6 rounded-full border border-accent/50 bg-raised px-3 text-2xs text-accent hover:bg-hover"
    >
      <span role="status">{count >= COUNTED_MAX ? '1,000+' : count} new</span>
    </button>
  );
}
