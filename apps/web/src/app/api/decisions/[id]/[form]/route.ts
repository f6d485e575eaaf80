import { z } from 'zod';
import { admit, refusalOf } from '@/server/admission';
import { exactFile, readableFile } from '@/server/reading/decision-files';
import { viewerOf } from '@/server/session';

const address = z.object({ id: z.uuid(), form: z.enum(['record', 'readable']) });

/** A decision as a file: the record as it was hashed, or the whole of it spelled out. Only who may see the decision gets it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string; form: string }> },
): Promise<Response> {
  const admitted = admit(await viewerOf(request.headers), 'orders:read');
  if (!admitted.ok) return refusalOf(admitted.error);
  const { viewer, read } = admitted.value;
  const asked = address.safeParse(await params);
  const found = asked.success ? await read.decisions.findById(asked.data.id) : null;
  if (!asked.success || found === null)
    return Response.json({ code: 'NOT_FOUND', message: 'There is no record of this id.' }, { status: 404 });
  const file =
    asked.data.form === 'record'
      ? exactFile(found)
      : readableFile(found, { by: `${viewer.name} <${viewer.email}>`, atMs: Date.now() });
  return new Response(file.text, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file.name}"`,
    },
  });
}
