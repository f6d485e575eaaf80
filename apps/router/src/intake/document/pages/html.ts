/** Text that is HTML already; every other text is escaped where it is put into some. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | readonly Html[] | null;

/** HTML of a template: what is put in is escaped, but for what is HTML; null is nothing. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, place) => text + textOf(parts[place] ?? null)).join(''));
}

function textOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(({ text }) => text).join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Where a name in a text leads: of an operation, or of a problem. */
export type Links = (name: string) => string | null;

/** Prose as descriptions are written: paragraphs apart by an empty line, names between backquotes; a name that stands for something leads there. */
export function prose(text: string, links: Links): Html {
  const paragraphs = text.split('\n\n').map((paragraph) => html`<p>${paragraph.split('`').map(spoken)}</p>`);
  return html`${paragraphs}`;

  function spoken(part: string, place: number): Html {
    if (place % 2 === 0) return html`${part}`;
    const target = links(part);
    return target === null ? html`<code>${part}</code>` : html`<a href="${target}"><code>${part}</code></a>`;
  }
}
