import type { Message } from '../../src/chat/channel.ts';
import type { Script } from './stand.ts';

type Card = { token: string; text: string };

/** A shop that says one of everything a page has to draw. */
export const oneOfEverything =
  (card: () => Card): Script =>
  (text) => {
    const found = Object.entries(answers(card)).find(([command]) => text.startsWith(command));
    return found?.[1] ?? [{ text: `I do not know “${text}”.`, buttons: [{ label: 'Help', says: '/help' }] }];
  };

const answers = (card: () => Card): Record<string, Message[]> => ({
  '/start': [
    {
      title: 'Welcome to Quan Coffee',
      text: 'We keep your coupons and points here. Do you agree to the terms of 2026-11?',
      buttons: [
        { label: 'Agree', says: '/start agree' },
        { label: 'Only service messages', says: '/start service' },
        { label: 'Read the terms', opens: 'https://shop.example/terms' },
      ],
    },
  ],
  '/drops': [
    {
      title: 'Free latte',
      text: 'The last 12!\nAny size, from Monday to Friday, until 8 March.',
      buttons: [{ label: 'Claim', says: '/claim LATTE' }],
    },
    {
      title: '外帶第二杯半價 · 外带第二杯半价',
      text: '每人一張，滿 NT$100 可用。',
      buttons: [{ label: '領取', says: '/claim HALF' }],
    },
  ],
  '/claim': [
    {
      title: 'Free latte',
      text: "It's yours until 8 March. Show this code at the counter.",
      code: { ...card(), link: 'https://shop.example/q/x' },
      buttons: [
        { label: 'My coupons', says: '/coupons' },
        { label: 'Points', says: '/points' },
      ],
    },
  ],
  '/points': [
    { title: '340 points', text: '120 of them expire on 1 March.\n\n+20 Free latte\n+320 Purchase of NT$320' },
  ],
});
