import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';

// The gallery is a page of this ending, so that a production build never sees it.
const DEVELOPMENT_EXTENSIONS = ['gallery.tsx'];

const config = (phase: string): NextConfig => ({
  pageExtensions: ['tsx', 'ts', ...(phase === PHASE_DEVELOPMENT_SERVER ? DEVELOPMENT_EXTENSIONS : [])],
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
});

export default config;
