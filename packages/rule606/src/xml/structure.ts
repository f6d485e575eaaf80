import type { Finding } from '../finding/finding.ts';
import { childrenOf, textOf, type XmlElement } from './element.ts';
import { isOfForm, isTooLong, type TextKind } from './text-kind.ts';
import { isPossibleText } from './write-element.ts';

/** What an element may hold: a text of a form, or elements in this order. */
export interface ElementRule {
  readonly name: string;
  readonly min: 0 | 1;
  readonly max: number;
  readonly content: TextKind | readonly ElementRule[];
  /** Of these elements, at least one has to be there. */
  readonly oneOf?: readonly string[];
}

type Content = ElementRule['content'];

/** An element that stands exactly once. */
export const one = (name: string, content: Content): ElementRule => ({ name, min: 1, max: 1, content });
/** An element that may be absent. */
export const maybe = (name: string, content: Content): ElementRule => ({ name, min: 0, max: 1, content });
/** An element that stands any number of times, up to a bound where there is one. */
export const many = (name: string, content: Content, max = Number.POSITIVE_INFINITY): ElementRule => ({
  name,
  min: 0,
  max,
  content,
});

/** Everything by which an element is not as its rule has it. */
export function checkStructure(element: XmlElement, rule: ElementRule, place = element.name): Finding[] {
  const { content } = rule;
  if (typeof content === 'string') return checkText(element, content, place);
  return [...checkChildren(element, content, place), ...checkOneOf(element, rule, place)];
}

function checkText(element: XmlElement, kind: TextKind, place: string): Finding[] {
  const inside = childrenOf(element)[0];
  if (inside !== undefined) return [{ code: 'ELEMENT_UNEXPECTED', place, found: inside.name }];
  const text = textOf(element);
  if (!isPossibleText(text)) return [{ code: 'CHARACTER_NOT_ALLOWED', place, found: null }];
  if (!isOfForm(kind, text)) return [{ code: 'TEXT_INVALID', place, found: text }];
  return isTooLong(kind, text) ? [{ code: 'NAME_TOO_LONG', place, found: text }] : [];
}

function checkChildren(element: XmlElement, rules: readonly ElementRule[], place: string): Finding[] {
  if (textOf(element).trim() !== '') return [{ code: 'TEXT_INVALID', place, found: textOf(element).trim() }];
  const children = childrenOf(element);
  const findings: Finding[] = [];
  let next = 0;
  for (const rule of rules) {
    const isSeveral = rule.max > 1;
    let count = 0;
    for (; children[next]?.name === rule.name; next++) {
      count++;
      const own = isSeveral ? `${place}/${rule.name}[${count}]` : `${place}/${rule.name}`;
      const child = children[next];
      if (child !== undefined) findings.push(...checkStructure(child, rule, own));
    }
    if (count < rule.min) findings.push({ code: 'ELEMENT_MISSING', place, found: rule.name });
    if (count > rule.max) findings.push({ code: 'ELEMENT_REPEATED', place, found: rule.name });
  }
  const left = children[next];
  return left === undefined ? findings : [...findings, { code: 'ELEMENT_UNEXPECTED', place, found: left.name }];
}

function checkOneOf(element: XmlElement, { oneOf }: ElementRule, place: string): Finding[] {
  if (oneOf === undefined || childrenOf(element).some(({ name }) => oneOf.includes(name))) return [];
  return [{ code: 'ELEMENT_MISSING', place, found: oneOf.join(' or ') }];
}
