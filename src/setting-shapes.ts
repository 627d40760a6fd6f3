import { z } from 'zod';

// What settings are read by; `settings.ts` says which there are.

export const port = z.coerce.number().int().min(0).max(65_535);
export const address = z.url({ protocol: /^https?$/ });
export const yes = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((text) => ['true', '1', 'yes'].includes(text));

/** Above 0 and up to 100, with two decimals. */
export const percentage = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,2})?$/)
  .refine((text) => Number(text) > 0 && Number(text) <= 100);

/** `channel:price` pairs, each channel once. */
export const prices = z
  .string()
  .default('')
  .transform(list)
  .refine((all) => all.every((one) => /^(telegram|line|web|terminal):\d{1,6}(\.\d{1,5})?$/.test(one)))
  .refine((all) => new Set(all.map((one) => one.split(':')[0])).size === all.length);

export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

export function list(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}
