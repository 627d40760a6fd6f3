import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LineAdapter, type LineOptions, openLine } from '../../adapters/line/index.ts';
import type { Heard, House, Inbound } from '../../src/chat/channel.ts';
import { wordsFor } from '../../src/words/index.ts';
import { type FakeLine, startLine } from '../phones/line.ts';

export const secret = 'the channel secret';
const accessToken = 'the access token';

/** A house whose answers a test writes, and that remembers what was asked of it. */
export interface ScriptedHouse extends House {
  heard: Inbound[];
  kept: Inbound[];
  answered: string[];
  notes: Map<string, string>;
  logged: { facts: object; sentence: string }[];
}

type Says = Partial<Heard> | Promise<Partial<Heard>>;

/** Hears with `say`; the same event again gives the same answer with `again`. */
export function scriptedHouse(say: (inbound: Inbound) => Says): ScriptedHouse {
  const before = new Map<string, Partial<Heard>>();
  const words = wordsFor({ name: 'Quan Coffee', zone: 'Asia/Taipei', currency: 'TWD' });
  const log = (facts: object, sentence: string) => void house.logged.push({ facts, sentence });
  const house: ScriptedHouse = {
    heard: [],
    kept: [],
    answered: [],
    notes: new Map(),
    logged: [],
    async hear(inbound) {
      house.heard.push(inbound);
      const earlier = before.get(inbound.id);
      const said = earlier ?? (await say(inbound));
      before.set(inbound.id, said);
      return {
        messages: [],
        again: earlier !== undefined,
        answered: async () => void house.answered.push(inbound.id),
        ...said,
      };
    },
    recall: async (key) => house.notes.get(key),
    remember: async (key, value) => void house.notes.set(key, value),
    keep: async (inbound) => void house.kept.push(inbound),
    words,
    log: { info: log, warn: log, error: log },
  };
  return house;
}

export interface OpenedLine {
  line: FakeLine;
  adapter: LineAdapter;
  house: ScriptedHouse;
  close(): Promise<void>;
}

/** A fake platform, and the adapter behind a plain http server. */
export async function openShop(
  say: (inbound: Inbound) => Says,
  more: { tokenLife?: number; house?: Partial<House>; options?: Partial<LineOptions> } = {},
): Promise<OpenedLine> {
  const line = await startLine({
    channelSecret: secret,
    accessToken,
    idle: 60,
    ...(more.tokenLife !== undefined && { tokenLife: more.tokenLife }),
  });
  const house = Object.assign(scriptedHouse(say), more.house);
  const { apiBase, dataApiBase } = line;
  const adapter = openLine({ secret, accessToken, apiBase, dataApiBase, language: 'en', ...more.options }, house);
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    res.writeHead(await adapter.webhook!.receive(req.headers, Buffer.concat(parts))).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  line.webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/line`;
  return {
    line,
    adapter,
    house,
    async close() {
      await adapter.close();
      server.closeAllConnections();
      server.close();
      await line.close();
    },
  };
}

/** Waits until something is so, or fails after a while. */
export async function until(so: () => boolean, ms = 8000): Promise<void> {
  const began = performance.now();
  while (!so()) {
    if (performance.now() - began > ms) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
