import type { App } from './app.ts';
import type { Hear, House } from './chat/channel.ts';
import { storable } from './lib/plain-text.ts';
import { openReportFiles } from './reports/report-files.ts';

/** What each channel gets of the house. */
export function houseFor(app: App, hear: Hear, channel: string): House {
  const files = openReportFiles(app);
  return {
    hear,
    words: app.shop.words,
    log: app.log,
    async picture(path) {
      const file = await files(path);
      return file?.type === 'png' ? file.body : undefined;
    },
    async recall(key) {
      const { rows } = await app.pool.query('select value from channel_note where channel = $1 and key = $2', [
        channel,
        key,
      ]);
      return rows[0]?.value;
    },
    async remember(key, value) {
      await app.pool.query(
        'insert into channel_note (channel, key, value) values ($1, $2, $3) on conflict (channel, key) do update set value = excluded.value',
        [channel, key, value],
      );
    },
    async keep(inbound) {
      await app.pool.query(
        'insert into inbox_waiting (channel, event_id, inbound, at) values ($1, $2, $3, $4) on conflict do nothing',
        [inbound.channel, inbound.id, JSON.stringify({ ...inbound, text: storable(inbound.text) }), app.clock.now()],
      );
    },
  };
}
