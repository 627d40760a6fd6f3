import { z } from 'zod';

/** Shapes that more than one endpoint uses. */
export const id = z.uuid();
export const instant = z.iso.datetime({ offset: true }).describe('An instant, ISO 8601 with its offset.');
export const minor = z.int().min(0).max(1e12).describe('Whole minor units of the currency of the shop.');
export const store = z.string().min(1).max(100).describe('Id or name of a store.');
export const currency = z.string().length(3).describe('ISO 4217.');
export const byId = z.strictObject({ id });

/** What every no looks like. */
export const refused = z
  .strictObject({
    code: z.string().describe('Stable; made for programs.'),
    sentence: z.string().describe('In the language of Accept-Language.'),
    remedy: z.string().describe('What would make it work.'),
    problem: z.string().optional().describe('With terms-invalid: the field, and what the schema found.'),
    place: z
      .strictObject({ from: z.int().min(0), to: z.int().min(0), instead: z.string().optional() })
      .optional()
      .describe(
        'Of a rule that was sent as a sentence: the word that cannot be read or that nothing is called, in UTF-16 units, and what may be meant.',
      ),
  })
  .meta({ id: 'Refused' });

/** Postgres gives dates, machines get text. */
export const iso = (at: Date): string => at.toISOString();
export const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;
