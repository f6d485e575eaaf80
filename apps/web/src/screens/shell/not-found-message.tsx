import Link from 'next/link';
import { PageMessage } from './page-message';

/** Says that there is nothing at an address, why that may be, and where to go. */
export function NotFoundMessage() {
  return (
    <PageMessage
      title="There is nothing at this address"
      actions={
        <>
          <Link href="/" className="text-accent underline">
            Go to your start screen
          </Link>
          <Link href="/orders" className="text-accent underline">
            Find an order
          </Link>
        </>
      }
    >
      <p>It may be mistyped, or what it names belongs to another installation or to somebody else.</p>
    </PageMessage>
  );
}
