/** Words by which programs and people say that they have nothing to say. */
const NOTHING = /^(nan|n\/?a|null|none|nil|undefined|unknown|tbd|[-.?\s]*)$/i;

/** Whether a text says nothing. */
export function saysNothing(text: string): boolean {
  return NOTHING.test(text.trim());
}

/** White space but single spaces within it, controls, and what an XML file cannot hold: forms would read it back as another text. */
const NOT_PRINTED = /^\s|\s$|\s{2}|[^\S ]|\p{Cc}|\p{Surrogate}|[\uFFFD-\uFFFF]/u;

/** Whether a text stands in a form as it is and is read back as the same. */
export function isPrintable(text: string): boolean {
  return !NOT_PRINTED.test(text);
}

/** Whether a text can be the name of a firm, a customer or a venue in a form: it says one, and is read back as the same. */
export function isPrintedName(text: string): boolean {
  return isPrintable(text) && !saysNothing(text);
}
