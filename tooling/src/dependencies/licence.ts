/** Every licence that what we ship may be under, by its SPDX name, with why it may. What is not here stops the tests until somebody has read it. */
const KNOWN_LICENCES: Readonly<Record<string, string>> = {
  '0BSD': 'asks for nothing',
  'Apache-2.0': 'our own',
  'BlueOak-1.0.0': 'its text is passed on',
  'BSD-2-Clause': 'its text is passed on',
  'BSD-3-Clause': 'its text is passed on',
  'CC-BY-4.0': 'data, named here and unchanged',
  'EPL-2.0': 'a library, installed as it is published, its source at its repository',
  ISC: 'its text is passed on',
  'LGPL-3.0-or-later': 'a library that is loaded by its name and may be replaced by another build of it',
  MIT: 'its text is passed on',
  'MPL-2.0': 'files of theirs, installed as they are published, their source at their repository',
  'OFL-1.1': 'fonts, unchanged and not sold by themselves',
  Unlicense: 'asks for nothing',
};

/** Packages that say nothing of their licence in their manifest, with the licence whose text lies in them: read by a person. */
const READ_IN_TEXT: Readonly<Record<string, string>> = { 'png-js 2.0.0': 'MIT', 'seq-queue 0.0.5': 'MIT' };

/** The licence of a package by its manifest, or by the text in it where somebody has read that; null where neither says. */
export function licenceOf({ name, version, licence }: NamedLicence): string | null {
  return licence ?? READ_IN_TEXT[`${name} ${version}`] ?? null;
}

/** The licences that an SPDX expression names; all of an AND, each choice of an OR. */
function licencesIn(expression: string): string[] {
  return expression.split(/\s+(?:AND|OR)\s+|[()]/i).flatMap((name) => name.trim() || []);
}

/** Why a package may not be shipped by what it says of its licence; null where it may. */
export function licenceFault(named: NamedLicence): string | null {
  const { name, version } = named;
  const licence = licenceOf(named);
  if (licence === null) return `${name} ${version} says nothing of its licence`;
  const unknown = licencesIn(licence).filter((each) => !Object.hasOwn(KNOWN_LICENCES, each));
  if (unknown.length === 0) return null;
  // Of an OR, one that is known is chosen.
  const isChoice = /\sOR\s/.test(licence) && !/\sAND\s/i.test(licence);
  if (isChoice && unknown.length < licencesIn(licence).length) return null;
  return `${name} ${version} is under ${licence}, which nobody has looked at: read it, and add it to KNOWN_LICENCES or go without the package`;
}

interface NamedLicence {
  readonly name: string;
  readonly version: string;
  readonly licence: string | null;
}
