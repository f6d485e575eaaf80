import { createHash } from 'node:crypto';
import { rolldown } from 'rolldown';

/**
 * One file with an entry and everything that it calls, as an ES module without imports. Names that only the file itself sees are shortened and comments
 * left out, so that what reads otherwise and does the same gives the same bytes.
 */
export async function bundleOf(entry: string): Promise<string> {
  const bundle = await rolldown({ input: entry, platform: 'neutral', tsconfig: false, logLevel: 'silent' });
  try {
    const { output } = await bundle.generate({ format: 'es', minify: true });
    const [chunk, ...more] = output;
    if (more.length > 0 || chunk.imports.length > 0) throw new Error(`${entry} does not fit into one file`);
    return chunk.code;
  } finally {
    await bundle.close();
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
