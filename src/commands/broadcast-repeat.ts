import { Broadcast } from '../../entities/broadcast.ts';
import { listCalendars } from '../broadcasts/calendars.ts';
import { dropDraft, readDraft } from '../broadcasts/plan-draft.ts';
import { endSeries, findSeries, repeatBroadcast } from '../broadcasts/repeat-broadcast.ts';
import { readRepeats, repeatsSchema } from '../broadcasts/repeats.ts';
import type { Message } from '../chat/channel.ts';
import type { Claimable } from '../coupons/claimable.ts';
import { type Act, goesOut } from './broadcast-act.ts';
import type { Said } from './command.ts';

const OFF = /^(off|end|stop|停止|結束|结束)$/i;

/** `/broadcast REF repeat [weekly fri 18:30 | monthly 1 10:00 | holidays 10:00 | off]` */
export const repeat: Act = async (said, by, claimable, typed) => {
  const { tx, t, ask } = said;
  const { id, ref } = claimable.campaign;
  if (OFF.test(typed))
    return { text: (await endSeries(tx, by, id)) ? t.audience.repeatEnded() : t.audience.repeatNone() };
  const calendars = (await listCalendars(tx)).map(({ name }) => name);
  if (typed) {
    const repeats = readRepeats(typed, calendars);
    await repeatBroadcast(tx, by, { campaignId: id, repeats, plan: await readDraft(tx, by, id) });
    await dropDraft(tx, by, id);
    return told(said, claimable);
  }
  if (await findSeries(tx, id)) return told(said, claimable);
  ask(`/broadcast ${ref} repeat`);
  return {
    text: t.audience.askRepeat(calendars),
    buttons: [{ label: t.chat.cancel(), says: `/broadcast ${ref}` }],
  };
};

async function told(said: Said, { campaign }: Claimable): Promise<Message> {
  const { tx, t } = said;
  const series = (await findSeries(tx, campaign.id))!;
  const next = await tx.db.findOne(Broadcast, {
    where: { seriesId: series.id, state: 'waiting' },
    order: { sendAt: 'ASC' },
  });
  const lines = [
    t.audience.repeats(repeatsSchema.parse(series.repeats)),
    next ? goesOut(said, campaign.ref, next).text : t.audience.nextUnknown(),
  ];
  return {
    text: lines.join('\n'),
    buttons: [{ label: t.audience.endRepeat(), says: `/broadcast ${campaign.ref} repeat off` }],
  };
}
