import { create } from 'qrcode';
import type { Button, CodeCard, Message } from '../../src/chat/channel.ts';
import { cleanText } from '../../src/lib/plain-text.ts';

const BOLD = '\u001b[1m';
const BLACK_ON_WHITE = '\u001b[30;107m';
const PLAIN = '\u001b[0m';
const QUIET_ZONE = 2;

/** A message as lines of text; its buttons are numbered from `first`. What people wrote cannot steer the terminal. */
export function drawMessage(message: Message, first: number, colours: boolean): string {
  const bold = (text: string) => (colours ? `${BOLD}${text}${PLAIN}` : text);
  const parts: string[] = [];
  if (message.title) parts.push(bold(cleanText(message.title)));
  if (message.text) parts.push(cleanText(message.text));
  if (message.image?.startsWith('http')) parts.push(cleanText(message.image));
  if (message.code) parts.push(drawQr(message.code, colours), bold(cleanText(message.code.text)));
  parts.push(...(message.buttons ?? []).map((button, at) => drawButton(button, first + at)));
  return parts.join('\n');
}

function drawButton(button: Button, number: number): string {
  const behind = 'says' in button ? button.says : 'opens' in button ? button.opens : '/phone';
  return `  [${number}] ${cleanText(button.label)}  (${cleanText(behind)})`;
}

/** Two rows of modules in each line of half blocks; black on white whatever the terminal's colours are. */
function drawQr({ link }: CodeCard, colours: boolean): string {
  const { size, data } = create(link, { errorCorrectionLevel: 'M' }).modules;
  const dark = (x: number, y: number) => x >= 0 && y >= 0 && x < size && y < size && Boolean(data[y * size + x]);
  const lines: string[] = [];
  for (let y = -QUIET_ZONE; y < size + QUIET_ZONE; y += 2) {
    let line = '';
    for (let x = -QUIET_ZONE; x < size + QUIET_ZONE; x++) {
      line += [' ', '▄', '▀', '█'][Number(dark(x, y)) * 2 + Number(dark(x, y + 1))];
    }
    lines.push(colours ? `${BLACK_ON_WHITE}${line}${PLAIN}` : line);
  }
  return lines.join('\n');
}
