import { PART_BYTES } from '@fairlead/contracts/upload';
import { z } from 'zod';
import { admit, refusalOf } from '@/server/admission';
import { bytesToRouter } from '@/server/router-api/bytes-to-router';
import { viewerOf } from '@/server/session';

const address = z.object({
  id: z.uuid(),
  file: z.string().regex(/^[a-z0-9]{1,10}$/),
  number: z.string().regex(/^\d{1,7}$/),
});

/** A part of a file that is brought, handed on to the router as it came. */
export async function PUT(
  request: Request,
  { params }: { params: Promise<{ id: string; file: string; number: string }> },
): Promise<Response> {
  const admitted = admit(await viewerOf(request.headers), 'reports:write');
  if (!admitted.ok) return refusalOf(admitted.error);
  const asked = address.safeParse(await params);
  if (!asked.success)
    return Response.json({ code: 'NOT_FOUND', detail: 'There is no such part of a file.' }, { status: 404 });
  if (Number(request.headers.get('content-length') ?? PART_BYTES + 1) > PART_BYTES)
    return Response.json({ code: 'BODY_TOO_LARGE', detail: 'A part has 1 MiB at most.' }, { status: 413 });
  const { id, file, number } = asked.data;
  const path = `/imports/${id}/files/${file}/parts/${number}`;
  return bytesToRouter(request.headers, { method: 'PUT', path, bytes: await request.arrayBuffer() });
}
