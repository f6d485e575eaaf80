import { z } from 'zod';
import { admit, refusalOf } from '@/server/admission';
import { fileOfRouter } from '@/server/router-api/file-of-router';
import { viewerOf } from '@/server/session';

const address = z.object({ id: z.uuid(), name: z.string().min(1).max(200) });

/** A file of a report as it is kept, byte by byte. The router gives it, or says why it may not leave. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string; name: string }> },
): Promise<Response> {
  const admitted = admit(await viewerOf(request.headers), 'reports:read');
  if (!admitted.ok) return refusalOf(admitted.error);
  const asked = address.safeParse(await params);
  if (!asked.success)
    return Response.json({ code: 'NOT_FOUND', message: 'There is no file of this name.' }, { status: 404 });
  const { id, name } = asked.data;
  return fileOfRouter(request.headers, `/reports/${id}/files/${encodeURIComponent(name)}`);
}
