import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstalledPackage } from './installed-packages.ts';
import { licenceOf } from './licence.ts';

const HEAD = `What Fairlead is installed and shipped with, and under which licences. A test writes this file out of the packages that are installed:
npx vitest run tooling/test/licences.test.ts -u. What lies in this repository itself and is not ours stands in NOTICE.

`;
const TEXT_FILES = /^(licen[cs]e|copying|notice|ofl|unlicense)([.-].*)?$/i;
const RULE = '='.repeat(100);

/** The page of all packages with the texts that were found in them; packages of one text share it. */
export function licencePage(packages: readonly InstalledPackage[]): string {
  const byText = new Map<string, string[]>();
  const without: string[] = [];
  for (const each of packages) {
    const texts = textsIn(each.folder);
    if (texts.length === 0) without.push(`${titleOf(each)}\n  ${each.repository ?? ''}`.trimEnd());
    for (const text of texts) byText.set(text, [...(byText.get(text) ?? []), titleOf(each)]);
  }
  const parts = [...byText].map(([text, titles]) => `${RULE}\n${unique(titles).join('\n')}\n\n${text}\n\n`);
  const rest = `${RULE}\nThese bring no text of their licence; it is the one that their name stands for (https://spdx.org/licenses).\n\n`;
  return `${HEAD}${parts.join('')}${rest}${unique(without).join('\n')}\n`;
}

/** Binaries of a system are the same under another name on the next, so the page names none. */
function titleOf(each: InstalledPackage): string {
  const { name, version, isOfPlatform } = each;
  const shown = isOfPlatform ? name.replace(/(linux|linuxmusl|darwin|win32|windows)(-\w+)*$/, '*') : name;
  return `${shown} ${version}: ${licenceOf(each)}`;
}

function textsIn(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => TEXT_FILES.test(name));
  return unique(files.sort().map((name) => plain(readFileSync(join(folder, name), 'utf8'))));
}

/** Line ends and spaces at them are the machine's of whoever published. */
function plain(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
