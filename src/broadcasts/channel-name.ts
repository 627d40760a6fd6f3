const names: Record<string, string> = { line: 'LINE', telegram: 'Telegram', web: 'Web' };

/** A channel's name as people write it. */
export const channelName = (channel: string) => names[channel] ?? channel;
