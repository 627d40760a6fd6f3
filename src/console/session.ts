import type { Staff } from '../../entities/staff.ts';

/** Purposes under which the secrets of the console are sealed. */
export const LINK = 'console link';
export const TOKEN = 'console session';

/** 32 symbols of 5 bits: 160 bits. */
export const LINK_SYMBOLS = 32;
/** 260 bits. */
export const TOKEN_SYMBOLS = 52;

/** A link waits so long to be opened. */
export const LINK_MINUTES = 10;
/** A session that nobody uses ends; so does any, in the end (OWASP ASVS 5.0, 7.3). */
export const IDLE_MINUTES = 30;
export const LONGEST_DAYS = 7;

export interface Session {
  id: string;
  staff: Staff;
}
