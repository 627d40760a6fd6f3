import type { Obj } from '../obj.ts';
import { asList, asObj, asText, isObj } from '../obj.ts';
import { checkAction, type Findings, pictureUrl, within } from './limits-action.ts';

const STEP = 'none|xs|sm|md|lg|xl|xxl';
const PX = '\\d+(?:\\.\\d+)?px';
const FORM: Record<string, RegExp> = {
  spacing: new RegExp(`^(${STEP}|${PX})$`),
  margin: new RegExp(`^(${STEP}|${PX})$`),
  padding: new RegExp(`^(${STEP}|${PX}|\\d+(?:\\.\\d+)?%)$`),
  offset: new RegExp(`^-?(${STEP}|${PX}|\\d+(?:\\.\\d+)?%)$`),
  textSize: new RegExp(`^(xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl|${PX})$`),
  imageSize: new RegExp(`^(xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl|full|${PX}|\\d+(?:\\.\\d+)?%)$`),
  measure: new RegExp(`^(${PX}|\\d+(?:\\.\\d+)?%)$`),
  corner: new RegExp(`^(${STEP}|${PX})$`),
  border: new RegExp(`^(none|light|normal|medium|semi-bold|bold|${PX})$`),
};
const FORM_OF: [RegExp, string][] = [
  [/^spacing$/, 'spacing'],
  [/^margin$/, 'margin'],
  [/^padding/, 'padding'],
  [/^offset/, 'offset'],
  [/^(width|height|maxWidth|maxHeight)$/, 'measure'],
  [/^cornerRadius$/, 'corner'],
  [/^borderWidth$/, 'border'],
];

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** A flex container: sizes, lengths and the forms of its values. */
export function checkFlex(f: Findings, at: string, container: Obj): void {
  if (container.type === 'carousel') {
    const bubbles = asList(container.contents);
    if (bubbles.length < 1 || bubbles.length > 12) f.refuse(`${at}.contents`, 'Size must be between 1 and 12');
    if (bytes(container) > 50 * 1024) f.refuse(at, 'At most 50 KB in a carousel');
    if (new Set(bubbles.map((b) => b.size ?? 'mega')).size > 1) f.refuse(at, 'All bubbles must have one size');
    for (const [i, bubble] of bubbles.entries()) checkBubble(f, `${at}.contents[${i}]`, bubble);
  } else checkBubble(f, at, container);
}

function checkBubble(f: Findings, at: string, bubble: Obj): void {
  if (bytes(bubble) > 30 * 1024) f.refuse(at, 'At most 30 KB in a bubble');
  if (!['header', 'hero', 'body', 'footer'].some((block) => isObj(bubble[block]))) {
    f.refuse(at, 'At least one block must be specified');
  }
  for (const block of ['header', 'hero', 'body', 'footer']) {
    if (isObj(bubble[block])) checkNode(f, `${at}.${block}`, bubble[block], undefined);
  }
  if (isObj(bubble.action)) checkAction(f, `${at}.action`, bubble.action, 'flex');
}

function checkForms(f: Findings, at: string, node: Obj): void {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value !== 'string') continue;
    const form = FORM_OF.find(([name]) => name.test(key))?.[1];
    const button = node.type === 'button' && key === 'height';
    if (form && !button && !FORM[form]!.test(value)) f.refuse(`${at}.${key}`, `invalid property: ${value}`);
    if (/color$/i.test(key) && !/^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$/.test(value)) {
      f.refuse(`${at}.${key}`, `invalid color: ${value}`);
    }
  }
}

function checkNode(f: Findings, at: string, node: Obj, parent: string | undefined): void {
  const type = asText(node.type);
  checkForms(f, at, node);
  if (parent === 'baseline' && !['icon', 'text', 'filler'].includes(type)) {
    f.refuse(at, `${type} is not allowed in a baseline box`);
  }
  if (type === 'icon' && parent !== 'baseline') f.refuse(at, 'icon is allowed in a baseline box only');
  if (type === 'box') {
    for (const [i, child] of asList(node.contents).entries()) {
      checkNode(f, `${at}.contents[${i}]`, child, asText(node.layout));
    }
  } else if (type === 'text') {
    const spans = asList(node.contents);
    if (spans.length === 0 && asText(node.text) === '') f.refuse(`${at}.text`, 'must be non-empty text');
    within(f, `${at}.text`, node.text, 2000, 'utf16', 0);
    if (node.size !== undefined && !FORM.textSize!.test(asText(node.size))) f.refuse(`${at}.size`, 'invalid property');
    for (const [i, span] of spans.entries()) checkForms(f, `${at}.contents[${i}]`, span);
  } else if (type === 'image' || type === 'icon') {
    pictureUrl(f, `${at}.url`, node.url);
    if (node.size !== undefined && !FORM.imageSize!.test(asText(node.size))) f.refuse(`${at}.size`, 'invalid property');
    const [w, h] = asText(node.aspectRatio ?? '1:1')
      .split(':')
      .map(Number);
    if (!w || !h || h > w * 3) f.refuse(`${at}.aspectRatio`, 'invalid property');
  }
  if (isObj(node.action)) checkAction(f, `${at}.action`, node.action, type === 'button' ? 'flexButton' : 'flex');
  else if (type === 'button') f.refuse(`${at}.action`, 'May not be empty');
  if (type === 'video') {
    pictureUrl(f, `${at}.url`, node.url);
    pictureUrl(f, `${at}.previewUrl`, node.previewUrl);
    if (isObj(node.altContent)) checkNode(f, `${at}.altContent`, asObj(node.altContent), undefined);
  }
}
