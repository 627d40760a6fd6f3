import type { House } from '../../src/chat/channel.ts';
import { type Caller, jsonOf, type Reply } from './call.ts';
import type { RichMenu } from './menus.ts';
import { reasonOf } from './outcome.ts';

/** LINE said no or nothing; tried again later. */
export class NotInstalled extends Error {}

/** Longest time that two machines may be apart when both believe they are the first. */
const SETTLE = 2000;

/**
 * Makes LINE have each menu once, and gives their ids by key. What was made before is found by the note or by its name,
 * which holds a hash of its content; so a second start, or a second machine, makes nothing.
 */
export async function installMenus(
  call: Caller,
  house: Pick<House, 'recall' | 'remember'>,
  menus: RichMenu[],
  defaultKey: string,
  settleMs = SETTLE,
): Promise<Map<string, string>> {
  const there = await listMenus(call);
  const ids = new Map<string, string>();
  const made: string[] = [];
  for (const menu of menus) {
    const note = await house.recall(`menu:${menu.key}`);
    const noted = there.find((one) => `${menu.name} ${one.id}` === note);
    if (noted) {
      ids.set(menu.key, noted.id);
      continue;
    }
    const namesake = there.find((one) => one.name === menu.name);
    const id = namesake?.id ?? (await create(call, menu));
    if (!namesake) made.push(id);
    await upload(call, menu, id);
    await house.remember(`menu:${menu.key}`, `${menu.name} ${id}`);
    ids.set(menu.key, id);
  }
  if (made.length > 0) await settle(call, house, menus, ids, made, settleMs);
  const standing = ids.get(defaultKey);
  if (standing && (await house.recall('menu:default')) !== standing) {
    expect(await call({ method: 'POST', path: `/v2/bot/user/all/richmenu/${standing}` }));
    await house.remember('menu:default', standing);
  }
  return ids;
}

/** When another machine made the same menu meanwhile, the one that was noted last stays. */
async function settle(
  call: Caller,
  house: Pick<House, 'recall'>,
  menus: RichMenu[],
  ids: Map<string, string>,
  made: string[],
  ms: number,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  for (const menu of menus) {
    const mine = ids.get(menu.key)!;
    const note = await house.recall(`menu:${menu.key}`);
    if (!made.includes(mine) || !note || note === `${menu.name} ${mine}`) continue;
    await call({ method: 'DELETE', path: `/v2/bot/richmenu/${mine}` });
    ids.set(menu.key, note.slice(note.lastIndexOf(' ') + 1));
  }
}

async function listMenus(call: Caller): Promise<{ id: string; name: string }[]> {
  const reply = expect(await call({ method: 'GET', path: '/v2/bot/richmenu/list' }));
  const { richmenus = [] } = jsonOf<{ richmenus: { richMenuId: string; name: string }[] }>(reply) ?? {};
  return richmenus.map((one) => ({ id: one.richMenuId, name: one.name }));
}

async function create(call: Caller, menu: RichMenu): Promise<string> {
  const reply = expect(await call({ method: 'POST', path: '/v2/bot/richmenu', json: menu.definition }));
  const id = jsonOf<{ richMenuId: string }>(reply)?.richMenuId;
  if (!id) throw new NotInstalled('no id of the new menu');
  return id;
}

async function upload(call: Caller, menu: RichMenu, id: string): Promise<void> {
  const bytes = { type: 'image/png', data: menu.picture };
  const reply = await call({ method: 'POST', path: `/v2/bot/richmenu/${id}/content`, bytes });
  // Another machine, or an earlier start, was quicker.
  if (reply.status === 400 && /already been uploaded/i.test(reply.text)) return;
  expect(reply);
}

function expect(reply: Reply): Reply {
  if (reply.status >= 200 && reply.status < 300) return reply;
  throw new NotInstalled(reasonOf(reply));
}
