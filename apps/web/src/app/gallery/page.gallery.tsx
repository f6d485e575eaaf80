import type { Metadata } from 'next';
import { Gallery } from './gallery';

export const metadata: Metadata = { title: 'Gallery' };

/** Everything that packages/ui has, in every state. Its ending is one that Next knows in development only: see next.config.ts. */
export default function GalleryPage() {
  return <Gallery />;
}
