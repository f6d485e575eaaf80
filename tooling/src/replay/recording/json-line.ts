import { readExactJson } from '@fairlead/contracts/exact-json';
import { Refusal } from '../../refusal.ts';

/** The object of a line, read as the API reads a body: no number is changed. Refuses what the API would refuse of any body, by its place. */
export function objectIn(line: string, where: string): Readonly<Record<string, unknown>> {
  const read = readExactJson(line);
  if (!read.ok) throw new Refusal(`${where} is not JSON that can be read: ${oneLine(read.why)}`);
  const { value, faults } = read;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(`${where} is not a JSON object`);
  const [fault] = faults;
  if (fault !== undefined) throw new Refusal(`${where} ${oneLine(fault.path)}: ${fault.message}`);
  return { ...value };
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Surrogate}]+/gu, ' ');
}
