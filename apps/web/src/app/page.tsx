import { redirect } from 'next/navigation';
import { startOf } from '@/screens/shell/destinations';
import { requireViewer } from '@/server/session';

/** Leads everybody to where their role begins. */
export default async function Home(): Promise<never> {
  redirect(startOf((await requireViewer()).role));
}
