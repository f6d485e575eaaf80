import { err, ok, type Result } from '@fairlead/core/result';
import { SaxesParser } from 'saxes';
import type { Finding } from '../finding/finding.ts';
import type { XmlElement } from './element.ts';

/** What a root says of the schema that it is of: allowed everywhere, told by nobody. */
const ABOUT_SCHEMA = /^(xmlns(:|$)|xsi:)/;

interface Open {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads a document into its elements. Refuses what is not well-formed and what declares a document type; entities other than those of XML itself are
 * not known. Text beside elements counts as none where it is white space, and is a finding where it is not.
 */
export function parseDocument(text: string): Result<XmlElement, Finding[]> {
  const findings: Finding[] = [];
  const open: Open[] = [{ name: '', children: [], text: '' }];
  const placeOf = () => open.map(({ name }) => name).join('/');
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => findings.push({ code: 'NOT_XML', place: 'file', found: message }));
  parser.on('doctype', () => findings.push({ code: 'DOCTYPE_REFUSED', place: 'file', found: null }));
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', ({ name, attributes }) => {
    open.push({ name, children: [], text: '' });
    for (const attribute of Object.keys(attributes))
      if (!ABOUT_SCHEMA.test(attribute))
        findings.push({ code: 'ATTRIBUTE_UNEXPECTED', place: placeOf(), found: attribute });
  });
  parser.on('closetag', close);
  parser.write(text).close();
  const root = open[0]?.children[0];
  return root === undefined || findings.length > 0 ? err(findings.slice(0, MOST_FINDINGS)) : ok(root);

  function addText(part: string) {
    const last = open.at(-1);
    if (last !== undefined) last.text += part;
  }

  function close() {
    const closed = open.at(-1);
    if (closed === undefined || open.length < 2) return;
    const isMixed = closed.children.length > 0 && closed.text.trim() !== '';
    if (isMixed) findings.push({ code: 'TEXT_INVALID', place: placeOf(), found: closed.text.trim() });
    open.pop();
    open.at(-1)?.children.push({
      name: closed.name,
      content: closed.children.length > 0 ? closed.children : closed.text,
    });
  }
}

/** A file that is no XML at all breaks at every character: the first few breaks say enough. */
const MOST_FINDINGS = 20;
