import type { Obj } from '../obj.ts';
import { asList, asObj, asText, isObj, maybeText } from '../obj.ts';
import { type Bubble, looksLikeCode, type PhoneButton, splitCode } from '../phone.ts';
import type { Shown } from '../screen.ts';

export interface Drawn {
  bubble: Bubble;
  keys: Shown['keys'];
}

/** What pressing an action does, as the person knows it. */
export function buttonOf(action: Obj): PhoneButton {
  const label = asText(action.label);
  if (action.type === 'uri') return { label, opens: asText(action.uri) };
  if (action.type === 'clipboard') return { label, says: asText(action.clipboardText) };
  return { label, says: asText(action.type === 'message' ? action.text : action.data) };
}

const isCodePicture = (url: string) => /\/code\//.test(url);

function withPicture(bubble: Bubble, url: string | undefined): void {
  if (!url) return;
  if (isCodePicture(url)) bubble.codeImage ??= url;
  else bubble.image ??= url;
}

const keyOf = (action: Obj, fleeting = false) => ({ button: buttonOf(action), action, fleeting });

function drawn(text: string, actions: Obj[], title?: string, picture?: string): Drawn {
  const keys = actions.filter((a) => a.label !== undefined).map((a) => keyOf(a));
  const bubble: Bubble = { ...splitCode(text), buttons: keys.map((k) => k.button) };
  if (title) bubble.title = title;
  withPicture(bubble, picture);
  return { bubble, keys };
}

/** Draws one message object as the person sees it; a carousel is several. */
export function draw(message: Obj): Drawn[] {
  const all = drawBody(message);
  const last = all.at(-1)!;
  for (const item of asList(asObj(message.quickReply).items)) {
    const key = keyOf(asObj(item.action), true);
    last.keys.push(key);
    last.bubble.buttons.push(key.button);
  }
  return all;
}

function drawBody(message: Obj): Drawn[] {
  if (message.type === 'text' || message.type === 'textV2') return [drawn(asText(message.text), [])];
  if (message.type === 'image') return [drawn('', [], undefined, asText(message.originalContentUrl))];
  if (message.type === 'template') return drawTemplate(asObj(message.template));
  if (message.type === 'flex') {
    const contents = asObj(message.contents);
    const bubbles = contents.type === 'carousel' ? asList(contents.contents) : [contents];
    return bubbles.map(drawFlex);
  }
  return [drawn(`(${message.type})`, [])];
}

function drawTemplate(t: Obj): Drawn[] {
  const columns = t.type === 'carousel' || t.type === 'image_carousel' ? asList(t.columns) : [t];
  return columns.map((c) => {
    const actions = isObj(c.action) ? [c.action] : asList(c.actions);
    return drawn(asText(c.text), actions, maybeText(c.title), maybeText(c.thumbnailImageUrl ?? c.imageUrl));
  });
}

function drawFlex(container: Obj): Drawn {
  const lines: { text: string; bold: boolean }[] = [];
  const actions: Obj[] = [];
  const pictures: string[] = [];
  const walk = (node: Obj) => {
    if (node.type === 'text') {
      const spans = asList(node.contents).map((s) => asText(s.text));
      lines.push({ text: spans.length > 0 ? spans.join('') : asText(node.text), bold: node.weight === 'bold' });
    }
    if (node.type === 'image' || node.type === 'icon') pictures.push(asText(node.url));
    if (isObj(node.action)) actions.push(node.action);
    // A horizontal line of texts reads as one line.
    const from = lines.length;
    for (const child of asList(node.type === 'text' ? [] : node.contents)) walk(child);
    if (node.type === 'box' && node.layout !== 'vertical' && lines.length - from > 1) {
      const row = lines.splice(from);
      lines.push({ text: row.map((l) => l.text).join(' '), bold: row.every((l) => l.bold) });
    }
  };
  for (const block of ['header', 'hero', 'body', 'footer']) if (isObj(container[block])) walk(container[block]);
  // A pictogram of its own is decoration, not something said.
  const said = lines.filter((l) => l.text !== '📋');
  const first = said[0];
  const title = first?.bold && !looksLikeCode(first.text) ? said.shift()!.text : undefined;
  const result = drawn(said.map((l) => l.text).join('\n'), actions, title);
  for (const url of pictures) withPicture(result.bubble, url);
  return result;
}
