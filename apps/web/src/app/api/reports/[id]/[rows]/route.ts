import { z } from 'zod';
import { admit, refusalOf } from '@/server/admission';
import { fileOfRouter } from '@/server/router-api/file-of-router';
import { viewerOf } from '@/server/session';

const address = z.object({ id: z.uuid(), rows: z.enum(['items', 'orders']) });

/** All rows that a figure of a report is made of, as a CSV file; the router reads the cell out of the query. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string; rows: string }> },
): Promise<Response> {
  const admitted = admit(await viewerOf(request.headers), 'reports:read');
  if (!admitted.ok) return refusalOf(admitted.error);
  const asked = address.safeParse(await params);
  if (!asked.success)
    return Response.json({ code: 'NOT_FOUND', message: 'There is no file of this name.' }, { status: 404 });
  const { id, rows } = asked.data;
  return fileOfRouter(request.headers, `/reports/${id}/${rows}/csv${new URL(request.url).search}`);
}
