import { isPrintedName } from '@fairlead/core/report/printed-name';
import { z } from 'zod';

const text = z.string().normalize().trim().max(80);
const MESSAGE = 'a name with single spaces, and no word that stands for nothing';

/** The name of a firm or a customer as forms print it. */
export const printedName = text.min(1).refine(isPrintedName, MESSAGE);
/** The same, empty where there is none. */
export const printedNameOrNone = text.refine((name) => name === '' || isPrintedName(name), MESSAGE).default('');
