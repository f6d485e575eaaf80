import { ScreenSkeleton } from '@/screens/screen-skeleton';

export default function Loading() {
  return <ScreenSkeleton />;
}
