import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeLine, startLine } from '../phones/line.ts';
import { type Bot, lineCall, startBot } from '../support/phones.ts';

let line: FakeLine;
let bot: Bot;
beforeEach(async () => {
  line = await startLine({ channelSecret: 'secret', accessToken: 'token' });
  bot = await startBot(async ({ events }: { events: { replyToken: string; postback: { data: string } }[] }) => {
    for (const { replyToken, postback } of events) {
      const messages = [{ type: 'text', text: postback.data }];
      await lineCall(line, 'POST /v2/bot/message/reply', { replyToken, messages });
    }
  });
  line.webhookUrl = `${bot.url}/webhooks/line`;
});
afterEach(async () => {
  bot.close();
  await line.close();
});

describe('rich menus', () => {
  const menu = { size: { width: 800, height: 400 }, selected: true, name: 'customer', chatBarText: 'Menu' };
  const area = {
    bounds: { x: 0, y: 0, width: 400, height: 400 },
    action: { type: 'postback', label: 'Drops', data: '/drops' },
  };
  const png = Buffer.alloc(64);
  png.writeUInt32BE(0x89504e47, 0);
  png.writeUInt32BE(800, 16);
  png.writeUInt32BE(400, 20);
  const upload = (id: unknown) =>
    fetch(`${line.dataApiBase}/v2/bot/richmenu/${String(id)}/content`, {
      method: 'POST',
      headers: { authorization: 'Bearer token', 'content-type': 'image/png' },
      body: png,
    });

  it('want their picture before they are shown, and only once', async () => {
    const mali = line.person('mali');
    const { richMenuId } = (await lineCall(line, 'POST /v2/bot/richmenu', { ...menu, areas: [area] })).body;
    const link = `POST /v2/bot/user/${mali.address}/richmenu/${String(richMenuId)}`;
    expect((await lineCall(line, link)).body.message).toContain('must upload richmenu image');
    expect((await upload(richMenuId)).status).toBe(200);
    expect((await upload(richMenuId)).status).toBe(400);
    expect((await lineCall(line, link)).status).toBe(200);
    expect(mali.menu()).toEqual([{ label: 'Drops', says: '/drops' }]);
    expect((await mali.tap('Drops'))[0]?.text).toBe('/drops');
    expect(line.violations).toEqual([expect.stringContaining('before its picture')]);
  });

  it.each<[string, object]>([
    ['a narrow one', { ...menu, size: { width: 700, height: 400 }, areas: [] }],
    ['a square one', { ...menu, size: { width: 800, height: 800 }, areas: [] }],
    ['a bar text of 15', { ...menu, chatBarText: 'x'.repeat(15), areas: [] }],
    ['21 areas', { ...menu, areas: Array.from({ length: 21 }, () => area) }],
    ['an area outside', { ...menu, areas: [{ ...area, bounds: { x: 500, y: 0, width: 400, height: 400 } }] }],
  ])('are refused: %s', async (_name, wrong) => {
    expect((await lineCall(line, 'POST /v2/bot/richmenu', wrong)).status).toBe(400);
    expect(line.violations).not.toEqual([]);
  });
});
