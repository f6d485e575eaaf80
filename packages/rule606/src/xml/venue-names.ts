import type { NamedVenue } from '../public-report/public-report.ts';
import { optionalElement, type XmlElement } from './element.ts';
import { nameIn } from './read-element.ts';

/** A venue's names as elements: `venueName` in the reports for customers, `name` in the public one. What it does not have is left out, not empty. */
export function venueNameElements({ name, mic, mpid }: NamedVenue, nameElement: string): XmlElement[] {
  return [...optionalElement(nameElement, name), ...optionalElement('mic', mic), ...optionalElement('mpid', mpid)];
}

export function readVenueNames(element: XmlElement, nameElement: string): NamedVenue {
  return { name: nameIn(element, nameElement), mic: nameIn(element, 'mic'), mpid: nameIn(element, 'mpid') };
}
