/** An element of a report: its name with either text or elements in it. A report has no attributes. */
export interface XmlElement {
  readonly name: string;
  readonly content: string | readonly XmlElement[];
}

/** An element with text; nothing makes it empty. */
export function textElement(name: string, text: string | null): XmlElement {
  return { name, content: text ?? '' };
}

/** An element with text where there is some, and no element where there is none. */
export function optionalElement(name: string, text: string | null): XmlElement[] {
  return text === null ? [] : [{ name, content: text }];
}

/** The elements in an element. */
export function childrenOf({ content }: XmlElement): readonly XmlElement[] {
  return typeof content === 'string' ? [] : content;
}

/** The text in an element, as it stands. */
export function textOf({ content }: XmlElement): string {
  return typeof content === 'string' ? content : '';
}
