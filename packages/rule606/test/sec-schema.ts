import { readFile } from 'node:fs/promises';
import { validateXML } from 'xmllint-wasm';

/** The SEC's schema as it ships with the product. */
export const SCHEMA_FILE = new URL('../schema/oh-20191231.xsd', import.meta.url);

/** What the SEC's schema finds wrong with each of some documents, by libxml2; nothing where they are valid. */
export async function schemaErrors(documents: ReadonlyMap<string, string>): Promise<string[]> {
  const schema = { fileName: 'oh-20191231.xsd', contents: await readFile(SCHEMA_FILE, 'utf8') };
  const xml = [...documents].map(([fileName, contents]) => ({ fileName, contents }));
  const { errors } = await validateXML({ xml, schema: [schema], maxMemoryPages: 4_096 });
  return errors.map(({ rawMessage }) => rawMessage);
}
