import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

const config: NextConfig = {
  // packages/ui is consumed as source: its Tailwind classes are read from there anyway.
  transpilePackages: ['@fairlead/ui'],
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
  // These talk to the database and are loaded by Node, not bundled.
  serverExternalPackages: ['@fairlead/db', 'better-auth', 'pg'],
  // `npm run typecheck` checks the same files with the whole repository's settings.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' },
      ],
    },
  ],
};

export default config;
