import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seed } from '@fairlead/db/seed';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { NextRequest } from 'next/server';
import { expect, it, vi } from 'vitest';

const WEB = 'https://console.example';

it('behind TLS, cookies are for TLS alone and browsers are told to stay with it', async () => {
  await using db = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-tls-'));
  const credentialsPath = join(folder, 'credentials.json');
  await seed({ databaseUrl: db.url, credentialsPath });
  const [person] = JSON.parse(readFileSync(credentialsPath, 'utf8')).users;
  rmSync(folder, { recursive: true });
  vi.stubEnv('DATABASE_URL', db.url);
  vi.stubEnv('ROUTER_URL', 'http://127.0.0.1:1');
  vi.stubEnv('WEB_URL', WEB);
  vi.stubEnv('BETTER_AUTH_SECRET', 'a secret of more than thirty-two characters');
  vi.stubEnv('ROUTER_KEY', 'flk_of_the_console');
  const { answerAuth } = await import('@/server/auth-endpoints');
  const { database, loginDatabase } = await import('@/server/database');
  const { proxy } = await import('@/proxy');
  const sent = {
    method: 'POST',
    headers: { origin: WEB, 'content-type': 'application/json' },
    body: JSON.stringify({ email: person.email, password: person.password }),
  };
  const answer = await answerAuth(new Request(`${WEB}/api/auth/sign-in/email`, sent));
  const [cookie] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^__Secure-fairlead\.session_token=.*; HttpOnly; Secure; SameSite=Lax$/);
  const { PUT } = await import('@/app/api/appearance/route');
  const look = { method: 'PUT', body: JSON.stringify({ theme: 'light', pair: 'green-red' }) };
  const [lookCookie] = (await PUT(new Request(`${WEB}/api/appearance`, look))).headers.getSetCookie();
  expect(lookCookie).toMatch(/^fairlead-appearance=light\.green-red;.* Secure; HttpOnly; SameSite=lax$/);
  const page = proxy(new NextRequest(`${WEB}/live`));
  expect(page.headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  const refused = proxy(
    new NextRequest(`${WEB}/api/trpc/x`, { method: 'POST', headers: { origin: 'http://console.example' } }),
  );
  expect([refused.status, refused.headers.get('x-content-type-options')]).toEqual([403, 'nosniff']);
  vi.unstubAllEnvs();
  await database().end();
  await loginDatabase().$disconnect();
});
