const OPEN = /^[\p{Script=Han}（「『“《]/u;
const CLOSED = /[\p{Script=Han}）」』”》]$/u;

/** A name or number among Chinese characters: a space goes before it unless it begins as they do. */
export const spacedBefore = (text: string) => (OPEN.test(text) ? text : ` ${text}`);

/** The same after it. */
export const spacedAfter = (text: string) => (CLOSED.test(text) ? text : `${text} `);

/** The same on both sides. */
export const spaced = (text: string) => spacedBefore(spacedAfter(text));

/** Fills in `{brand}`: a Chinese name stands among Chinese characters without the spaces that a Latin one has there. */
export const named = (text: string, brand: string) =>
  text.replace(/(\p{Script=Han}?)( ?)\{brand\}( ?)(\p{Script=Han}?)/gu, (_, before, left, right, after) => {
    const close = { left: before && OPEN.test(brand), right: after && CLOSED.test(brand) };
    return `${before}${close.left ? '' : left}${brand}${close.right ? '' : right}${after}`;
  });
