import type { Metadata } from 'next';
import { QualityScreen } from '@/screens/quality/quality-screen';
import { requireViewer } from '@/server/session';
import { Hydrate } from '@/trpc/server';

export const metadata: Metadata = { title: 'Execution quality' };

export default async function QualityPage() {
  await requireViewer();
  return (
    <Hydrate>
      <QualityScreen />
    </Hydrate>
  );
}
