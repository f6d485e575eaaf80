import { database } from '@/server/database';

export const dynamic = 'force-dynamic';

/** Well when the console can read its database; the router's own health is the router's to tell. */
export async function GET(): Promise<Response> {
  try {
    await database().query('select 1');
    return Response.json({ status: 'ok' });
  } catch {
    return Response.json({ status: 'unavailable', reason: 'the database does not answer' }, { status: 503 });
  }
}
