import type { House, Message } from '../../src/chat/channel.ts';

/** A message with its picture as bytes, where Telegram could not fetch it by itself. */
export interface Pictured extends Message {
  bytes?: Buffer;
}

/** Brings the pictures that the house draws itself and that have no public address. */
export async function withOwnPictures(picture: House['picture'], messages: Message[]): Promise<Pictured[]> {
  return Promise.all(
    messages.map(async (message) => {
      if (!picture || !message.image?.startsWith('/')) return message;
      const bytes = await picture(message.image).catch(() => undefined);
      return bytes ? { ...message, bytes } : message;
    }),
  );
}
