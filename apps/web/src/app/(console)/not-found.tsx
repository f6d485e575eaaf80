import { EmptyState } from '@fairlead/ui/region-state';
import Link from 'next/link';

export default function NotFound() {
  return (
    <EmptyState title="There is nothing at this address">
      The id may be mistyped, or it belongs to another installation.{' '}
      <Link href="/live" className="text-accent hover:underline">
        Go to Live
      </Link>
    </EmptyState>
  );
}
