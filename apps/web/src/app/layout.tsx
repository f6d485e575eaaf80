import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { APPEARANCE_COOKIE, readAppearance } from '@/appearance';
import { Providers } from '@/trpc/providers';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Fairlead', template: '%s · Fairlead' },
  description: 'Smart order routing that explains itself',
};
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, pair } = readAppearance((await cookies()).get(APPEARANCE_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme} data-pair={pair} suppressHydrationWarning>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
