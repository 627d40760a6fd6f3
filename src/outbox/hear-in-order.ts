import type { App } from '../app.ts';
import type { Hear } from '../chat/channel.ts';
import { Overtakes } from '../chat/hear.ts';
import { hearKept } from './hear-kept.ts';

/**
 * Hears what each person says in the order in which they said it, also when something of it was acknowledged, only kept,
 * and its process died: whoever hears the next line hears that first. Throws only the weather.
 */
export function hearInOrder<H extends Hear>(app: App, hear: H): H {
  const inOrder: Hear = async (inbound) => {
    for (;;) {
      try {
        return await hear(inbound);
      } catch (error) {
        if (!(error instanceof Overtakes)) throw error;
        // Oldest first, so that none of them overtakes another.
        for (const one of error.earlier) await hearKept(app, hear, one);
      }
    }
  };
  return Object.assign(inOrder, hear);
}
