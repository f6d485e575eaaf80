import { z } from 'zod';
import { integerInput } from './decimal.ts';
import { identifier, instant } from './identifier.ts';

/** Given once or more, each with one or more, separated by commas. The document shows it as the list that it is, with what each can be. */
export const listOf = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().flatMap((text) => text.split(',')))
    .pipe(z.array(item))
    .meta({
      type: 'array',
      items: item instanceof z.ZodEnum ? { type: 'string', enum: item.options } : { type: 'string' },
    });

/** The position in the journal that what is read is to tell at least: that of the `Journal-Position` of an answer, or of a list. Waited for, a second at most. */
export const minPosition = integerInput(0, Number.MAX_SAFE_INTEGER)
  .optional()
  .describe('The position in the journal that the answer tells at least; it is waited for, a second at most.');

/** What may be asked of every list that has pages. */
export const pageQuery = z.strictObject({
  user_id: identifier(50).optional().describe('Whose; a client sees its own.'),
  instrument_id: identifier(20).optional(),
  from: instant.optional().describe('The first moment, included.'),
  to: instant.optional().describe('The end, excluded.'),
  cursor: z.string().max(120).optional().describe('The `next_cursor` of the page before.'),
  limit: integerInput(1, 500).default(100),
  min_position: minPosition,
});
export type PageQuery = z.infer<typeof pageQuery>;

/** Of the journal a page tells all up to `position`, and may tell some of what is after it. `next_cursor` is null where there is no next page. */
export const page = z.object({
  position: z.int(),
  next_cursor: z
    .string()
    .nullable()
    .describe(
      'Where the next page starts; null at the end of the list, and only there. A page looks at a bounded number of rows: where few of many fit, it has fewer than were asked for, or none, and still a next.',
    ),
});
