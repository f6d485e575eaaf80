import { invariant } from '@fairlead/core/result';
import type { Figure } from '../figure/figure.ts';
import { REPORT_VERSIONS, type ReportVersion } from '../public-report/public-report.ts';
import { childrenOf, textOf, type XmlElement } from './element.ts';
import { collapsed } from './text-kind.ts';

/** The element of a name in another, where there is one. */
export function childIn(element: XmlElement, name: string): XmlElement | undefined {
  return childrenOf(element).find((child) => child.name === name);
}

/** All elements of a name in another. */
export function childrenIn(element: XmlElement, name: string): XmlElement[] {
  return childrenOf(element).filter((child) => child.name === name);
}

/** The text of an element in another without the white space that does not count; null where it is empty or absent. */
export function nameIn(element: XmlElement, name: string): Figure {
  const child = childIn(element, name);
  const text = child === undefined ? '' : collapsed(textOf(child));
  return text === '' ? null : text;
}

/** A whole number in another element, whose form has been checked. */
export function numberIn(element: XmlElement, name: string): number {
  return Number(nameIn(element, name));
}

/** The version of a report whose form has been checked. */
export function versionIn(root: XmlElement): ReportVersion {
  const text = nameIn(root, 'version');
  const version = REPORT_VERSIONS.find((known) => known === text);
  invariant(version !== undefined, `a version that the form does not allow: ${text}`);
  return version;
}
