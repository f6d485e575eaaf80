import { NotFoundMessage } from '@/screens/shell/not-found-message';

/** Where a page outside of the shell says that it is not there. */
export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col">
      <NotFoundMessage />
    </main>
  );
}
