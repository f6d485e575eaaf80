import { Button } from '@fairlead/ui/button';

interface OlderOnesProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

/** Brings the page after the last of a list of the newest; nothing where there is none. */
export function OlderOnes({ query }: OlderOnesProps) {
  if (!query.hasNextPage) return null;
  return (
    <Button size="sm" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {query.isFetchingNextPage ? 'Reading…' : 'Older ones'}
    </Button>
  );
}
