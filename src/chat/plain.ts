import type { Button, Message } from './channel.ts';

/** What a person types (or opens) instead of tapping the button. */
export function typed(button: Button): string {
  if ('says' in button) return button.says;
  return 'opens' in button ? button.opens : '/phone';
}

/** A button as a line of text. */
export function spelled(button: Button): string {
  const colon = /\p{Script=Han}$/u.test(button.label) ? '：' : ': ';
  return button.label.trim() ? `${button.label}${colon}${typed(button)}` : typed(button);
}

/** The whole message as text: what a channel without any drawing says, and what a screen reader hears. */
export function plain(message: Message): string {
  const parts: string[] = [];
  if (message.title) parts.push(message.title);
  if (message.text) parts.push(message.text);
  if (message.code) {
    const { text, link } = message.code;
    parts.push(/^https?:/.test(link) ? `${text}\n${link}` : text);
  }
  if (message.buttons?.length) parts.push(message.buttons.map(spelled).join('\n'));
  return parts.join('\n');
}
