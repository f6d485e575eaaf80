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
  // What src/proxy.ts does not pass.
  headers: async () => [
    { source: '/_next/static/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] },
    { source: '/icon.svg', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] },
  ],
};

export default config;
