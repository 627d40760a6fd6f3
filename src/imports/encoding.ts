/** What a file may be written in. */
export const encodings = ['utf-8', 'big5', 'gb18030'] as const;
export type Encoding = (typeof encodings)[number];

/** Of so many characters one may be unreadable, as old tills have characters of their own. */
const TOLERATED = 1000;
/** How much commoner the characters of one reading must be than those of the other. */
const CLEARLY = 0.15;
/** A file in UTF-8 with a broken character in so many is still one; its other readings would be readable nonsense. */
const SPOILT = 20;
const BEYOND_ASCII = /[^\0-\x7f]/gu;
/** What no character is, or a control code that no text holds; some readers pass single bytes on as one of these. */
const UNREADABLE = /[\ufffd\uf8f8\u0080-\u009f]/g;

/** Watches the bytes of a file go by, and tells in the end what they are written in. */
export function openGuess() {
  const utf8 = { decoder: new TextDecoder('utf-8'), bad: 0, good: 0 };
  const others = (['big5', 'gb18030'] as const).map((name) => ({ name, decoder: new TextDecoder(name), bad: 0 }));
  const common = openCommon();

  return {
    push(chunk: Buffer): void {
      const high = utf8.decoder.decode(chunk, { stream: true }).match(BEYOND_ASCII) ?? [];
      for (const letter of high) utf8[letter === '\ufffd' ? 'bad' : 'good']++;
      for (const one of others) one.bad += one.decoder.decode(chunk, { stream: true }).match(UNREADABLE)?.length ?? 0;
      common.push(chunk);
    },
    /**
     * UTF-8 when (nearly) every byte fits, which no other encoding's do by chance; else what can read (nearly) all of it. Where both can, `known` decides, the number of
     * column names that each reading of the header gives, then which reading has the commoner characters.
     */
    end(known: (encoding: Encoding) => number): Encoding | undefined {
      if (utf8.decoder.decode()) utf8.bad++;
      if (utf8.bad * SPOILT <= utf8.good) return 'utf-8';
      const { signs, big5: inBig5, gb18030: inGb } = common;
      const [big5, gb] = others.map(({ name, bad }) => (bad * TOLERATED <= signs ? name : undefined));
      if (!big5 || !gb) return big5 ?? gb;
      const names = known('big5') - known('gb18030');
      if (names !== 0) return names > 0 ? 'big5' : 'gb18030';
      const commoner = (inBig5 - inGb) / signs;
      if (Math.abs(commoner) < CLEARLY) return undefined;
      return commoner > 0 ? 'big5' : 'gb18030';
    },
  };
}

/**
 * How many characters of two bytes there are, and how many of them are everyday ones: in Big5 those of level 1 and signs
 * have the lead bytes A1–C6; in GB 2312 signs have A1–A3, level 1 B0–D7, and both a trail byte from A1 on.
 */
function openCommon() {
  const found = { signs: 0, big5: 0, gb18030: 0, push };
  // The lead byte of a character that two chunks share.
  let lead = 0;

  function push(bytes: Buffer): void {
    for (const byte of bytes) {
      if (lead === 0) {
        if (byte > 0x80) lead = byte;
        continue;
      }
      found.signs++;
      if (lead >= 0xa1 && lead <= 0xc6) found.big5++;
      if (byte >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7))) found.gb18030++;
      lead = 0;
    }
  }
  return found;
}

/** Reads lines that are written in something; what cannot be read becomes U+FFFD. */
export function decoderOf(encoding: Encoding): (bytes: Buffer) => string {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
}
