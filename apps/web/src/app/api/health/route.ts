import { installation } from '@/server/installation';
import type { SystemHealth } from '@/system/system-health';

export const dynamic = 'force-dynamic';

/** The console is well when it can read its database; what else is away is named beside it. Open to everybody: nobody can sign in without a database. */
export async function GET(): Promise<Response> {
  const away = [...(await installation().away())];
  const isWell = away.every(({ part }) => part !== 'DATABASE');
  const health: SystemHealth = { status: isWell ? 'ok' : 'unavailable', away };
  return Response.json(health, { status: isWell ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
