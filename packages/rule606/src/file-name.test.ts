import { describe, expect, it } from 'vitest';
import { customerFileName, publicFileName } from './file-name.ts';

describe('the name of a file', () => {
  it('of a quarter is as FINRA Rule 6151 has it', () => {
    expect(publicFileName({ crd: '165998', year: 2025, quarter: 3 }, 'XML')).toBe('165998_606_NMS_2025_Q3.XML');
    expect(publicFileName({ crd: '165998', year: 2025, quarter: 3 }, 'PDF')).toBe('165998_606_NMS_2025_Q3.PDF');
  });

  it.each([
    ['Blue Harbor Fund, L.P.', 'Blue-Harbor-Fund-L-P'],
    ['../../etc/passwd', 'etc-passwd'],
    ['Société Générale', 'Societe-Generale'],
    ['  ', 'ALL'],
  ])('of the customer "%s" says %s', (customer, name) => {
    const period = { customer, startDate: '2025-04-01', endDate: '2025-09-30' };
    expect(customerFileName({ kind: 'RULE_606_B3', ...period }, 'CSV')).toBe(`606b3_${name}_2025-04-01_2025-09-30.CSV`);
    expect(customerFileName({ kind: 'RULE_606_B1', ...period }, 'XML')).toBe(`606b1_${name}_2025-04-01_2025-09-30.XML`);
  });
});
