import { createParser, parseAsStringLiteral } from 'nuqs/server';
import { z } from 'zod';

const id = z.uuid();
const parseAsId = createParser({
  parse: (text) => (id.safeParse(text).success ? text : null),
  serialize: (text: string) => text,
});

/** Which tries of a job are listed: those that failed alone, and those before one by its id. */
export const JOB_RUN_PARSERS = { show: parseAsStringLiteral(['failed']), before: parseAsId };

/** The same as it is asked of the server. */
export function runsPlace(name: string, { show, before }: { show: 'failed' | null; before: string | null }) {
  return {
    name,
    ...(show === null ? {} : { outcome: 'FAILED' as const }),
    ...(before === null ? {} : { cursor: before }),
  };
}
