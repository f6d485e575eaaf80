import type { XmlElement } from './element.ts';

/** Text as XML can hold it. A carriage return would be read as the end of a line if it stood bare. */
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
/** What XML 1.0 cannot hold, not even escaped: controls, halves of a character, and two that are none. */
const IMPOSSIBLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const REPLACEMENT = '\u{FFFD}';

/** A document of one element: two spaces a level, lines that end by a line feed. Equal elements make equal bytes. */
export function writeDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${linesOf(root, '').join('\n')}\n`;
}

function linesOf({ name, content }: XmlElement, indent: string): string[] {
  if (content.length === 0) return [`${indent}<${name}/>`];
  if (typeof content === 'string') return [`${indent}<${name}>${escaped(content)}</${name}>`];
  return [`${indent}<${name}>`, ...content.flatMap((child) => linesOf(child, `${indent}  `)), `${indent}</${name}>`];
}

function escaped(text: string): string {
  return text.replace(IMPOSSIBLE, REPLACEMENT).replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

/** Whether XML can hold every character of a text; what it cannot is written as U+FFFD. */
export function isPossibleText(text: string): boolean {
  return text.search(IMPOSSIBLE) === -1;
}
