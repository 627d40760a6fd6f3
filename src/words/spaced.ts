const OPEN = /^[\p{Script=Han}（「『“《]/u;
const CLOSED = /[\p{Script=Han}）」』”》]$/u;

/** A name or number among Chinese characters: a space goes before it unless it begins as they do. */
export const spacedBefore = (text: string) => (OPEN.test(text) ? text : ` ${text}`);

/** The same after it. */
export const spacedAfter = (text: string) => (CLOSED.test(text) ? text : `${text} `);

/** The same on both sides. */
export const spaced = (text: string) => spacedBefore(spacedAfter(text));
