import { z } from 'zod';
import { admit, refusalOf } from '@/server/admission';
import { bytesToRouter } from '@/server/router-api/bytes-to-router';
import { viewerOf } from '@/server/session';

/** Says that every part of an import has come: the worker loads it. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const admitted = admit(await viewerOf(request.headers), 'reports:write');
  if (!admitted.ok) return refusalOf(admitted.error);
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) return Response.json({ code: 'NOT_FOUND', detail: 'There is no such import.' }, { status: 404 });
  return bytesToRouter(request.headers, { method: 'POST', path: `/imports/${id.data}/load` });
}
