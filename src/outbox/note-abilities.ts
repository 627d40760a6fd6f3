import type { App } from '../app.ts';
import type { Channel } from '../chat/channel.ts';

/** What the preflight of a broadcast has to know of a channel, and may not ask the network for. */
export interface Noted {
  many: number;
  pace: number;
}

/** Keeps a channel's abilities where every process and every transaction can read them. */
export async function noteAbilities(app: Pick<App, 'pool'>, { name, abilities }: Channel): Promise<void> {
  const noted: Noted = { many: abilities.many, pace: Math.min(abilities.pace, 1e6) };
  await note(app, name, 'abilities', noted);
}

/** Keeps a channel's quota, with the instant it was asked for. */
export async function noteQuota(app: Pick<App, 'pool' | 'clock' | 'log'>, channel: Channel): Promise<void> {
  if (!channel.quota) return;
  try {
    const quota = await channel.quota();
    if (quota) await note(app, channel.name, 'quota', { ...quota, at: app.clock.now().toISOString() });
  } catch (error) {
    app.log.warn({ channel: channel.name, error: String(error) }, 'The quota is not known');
  }
}

async function note(app: Pick<App, 'pool'>, channel: string, key: string, value: object): Promise<void> {
  await app.pool.query(
    `insert into channel_note (channel, key, value) values ($1, $2, $3) on conflict (channel, key) do update set value = excluded.value
     where channel_note.value <> excluded.value`,
    [channel, key, JSON.stringify(value)],
  );
}
