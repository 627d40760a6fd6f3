import type { Answer, Call } from '../http.ts';
import type { Obj } from '../obj.ts';
import { asText, pictureOf } from '../obj.ts';
import { checkRichMenu } from './limits.ts';
import { makeFindings } from './limits-action.ts';
import { refusal } from './send.ts';
import type { LineState } from './state.ts';

type Route = (state: LineState, call: Call, body: Obj, blanks: string[]) => Answer;

const done: Answer = { status: 200, body: {} };
const noMenu = (state: LineState) => refusal(state, 'richmenu', 404, 'richmenu not found');

function badMenu(state: LineState, body: Obj): Answer | undefined {
  const found = makeFindings();
  checkRichMenu(found, body);
  if (found.refused.length === 0) return undefined;
  for (const r of found.refused) state.violations.push(`richmenu: ${r.property}: ${r.message}`);
  return refusal(state, 'richmenu', 400, `The request body has ${found.refused.length} error(s)`, {
    details: found.refused,
  });
}

/** A menu may be shown only when its picture is there. */
function notReady(state: LineState, id: string): Answer | undefined {
  const menu = state.menus.get(id);
  if (!menu) return noMenu(state);
  if (menu.image) return undefined;
  state.violations.push('richmenu: linked before its picture was uploaded');
  return refusal(state, 'richmenu', 400, 'must upload richmenu image before applying it to user');
}

const create: Route = (state, _call, body) => {
  const bad = badMenu(state, body);
  if (bad) return bad;
  if (state.menus.size >= 1000) return refusal(state, 'richmenu', 400, 'you have reached the limit of rich menus');
  const richMenuId = `richmenu-${(state.nextId++).toString(16).padStart(32, '0')}`;
  state.menus.set(richMenuId, { menu: body });
  return { status: 200, body: { richMenuId } };
};

const upload: Route = (state, call, _body, [id = '']) => {
  const menu = state.menus.get(id);
  if (!menu) return noMenu(state);
  if (menu.image) return refusal(state, 'richmenu', 400, 'An image has already been uploaded to the richmenu');
  const picture = pictureOf(call.body);
  const { width, height } = menu.menu.size as { width: number; height: number };
  const type = call.headers['content-type'];
  const problems = [
    !picture && 'the picture is neither PNG nor JPEG',
    picture && type !== `image/${picture.kind}` && `the picture is ${picture.kind}, the content type ${type}`,
    call.body.length > 1024 * 1024 && 'the picture is larger than 1 MB',
    picture && (picture.width !== width || picture.height !== height) && 'the picture has another size than the menu',
  ].filter((p) => typeof p === 'string');
  for (const p of problems) state.violations.push(`richmenu content: ${p}`);
  if (problems.length > 0) return refusal(state, 'richmenu', 400, problems[0]!);
  menu.image = call.body;
  return done;
};

const remove: Route = (state, _call, _body, [id = '']) => {
  if (!state.menus.delete(id)) return noMenu(state);
  if (state.defaultMenu === id) state.defaultMenu = undefined;
  for (const person of state.people.values()) if (person.menu === id) person.menu = undefined;
  return done;
};

const alias: Route = (state, _call, body, [named]) => {
  const name = named ?? asText(body.richMenuAliasId);
  if (!/^[a-z0-9_-]{1,32}$/.test(name)) return refusal(state, 'richmenu', 400, 'Invalid alias');
  if (!named && state.aliases.has(name)) return refusal(state, 'richmenu', 400, 'conflict richmenu alias id');
  if (named && !state.aliases.has(named)) return refusal(state, 'richmenu', 404, 'richmenu alias not found');
  const id = asText(body.richMenuId);
  const menu = state.menus.get(id);
  if (!menu) return refusal(state, 'richmenu', 400, 'richmenu not found');
  if (!menu.image) return notReady(state, id)!;
  state.aliases.set(name, id);
  return done;
};

const link: Route = (state, _call, _body, [userId = '', id = '']) => {
  const bad = notReady(state, id);
  if (bad) return bad;
  const person = state.people.get(userId);
  if (person?.friend) person.menu = id;
  return done;
};

const linkMany: Route = (state, _call, body) => {
  const bad = notReady(state, asText(body.richMenuId));
  if (bad) return bad;
  for (const id of body.userIds as string[]) {
    const person = state.people.get(id);
    if (person) person.menu = asText(body.richMenuId);
  }
  return { status: 202, body: {} };
};

const unlink = (state: LineState, ids: string[]) => {
  for (const id of ids) {
    const person = state.people.get(id);
    if (person) person.menu = undefined;
  }
};

const aliasOf = ([richMenuAliasId, richMenuId]: [string, string]) => ({ richMenuAliasId, richMenuId });
const menuOf = ([richMenuId, { menu }]: [string, { menu: Obj }]) => ({ richMenuId, ...menu });

/** The endpoints of rich menus. */
export const menuRoutes: Record<string, Route> = {
  'POST /v2/bot/richmenu': create,
  'POST /v2/bot/richmenu/validate': (state, _call, body) => badMenu(state, body) ?? done,
  'GET /v2/bot/richmenu/list': (state) => ({ status: 200, body: { richmenus: [...state.menus].map(menuOf) } }),
  'POST /v2/bot/richmenu/bulk/link': linkMany,
  'POST /v2/bot/richmenu/bulk/unlink': (state, _call, body) => {
    unlink(state, body.userIds as string[]);
    return { status: 202, body: {} };
  },
  'POST /v2/bot/richmenu/alias': (state, call, body) => alias(state, call, body, []),
  'GET /v2/bot/richmenu/alias/list': (state) => ({ status: 200, body: { aliases: [...state.aliases].map(aliasOf) } }),
  'GET /v2/bot/richmenu/alias/{}': (state, _call, _body, [name = '']) => {
    const id = state.aliases.get(name);
    return id
      ? { status: 200, body: aliasOf([name, id]) }
      : refusal(state, 'richmenu', 404, 'richmenu alias not found');
  },
  'POST /v2/bot/richmenu/alias/{}': alias,
  'DELETE /v2/bot/richmenu/alias/{}': (state, _call, _body, [name = '']) =>
    state.aliases.delete(name) ? done : refusal(state, 'richmenu', 404, 'richmenu alias not found'),
  'GET /v2/bot/richmenu/{}': (state, _call, _body, [id = '']) => {
    const menu = state.menus.get(id);
    return menu ? { status: 200, body: menuOf([id, menu]) } : noMenu(state);
  },
  'DELETE /v2/bot/richmenu/{}': remove,
  'POST /v2/bot/richmenu/{}/content': upload,
  'GET /v2/bot/richmenu/{}/content': (state, _call, _body, [id = '']) => {
    const image = state.menus.get(id)?.image;
    return image ? { status: 200, headers: { 'content-type': 'image/png' }, body: image } : noMenu(state);
  },
  'GET /v2/bot/user/all/richmenu': (state) =>
    state.defaultMenu
      ? { status: 200, body: { richMenuId: state.defaultMenu } }
      : refusal(state, 'richmenu', 404, 'no default richmenu'),
  'DELETE /v2/bot/user/all/richmenu': (state) => {
    state.defaultMenu = undefined;
    return done;
  },
  'POST /v2/bot/user/all/richmenu/{}': (state, _call, _body, [id = '']) => {
    const bad = notReady(state, id);
    if (!bad) state.defaultMenu = id;
    return bad ?? done;
  },
  'GET /v2/bot/user/{}/richmenu': (state, _call, _body, [userId = '']) => {
    const menu = state.people.get(userId)?.menu;
    return menu
      ? { status: 200, body: { richMenuId: menu } }
      : refusal(state, 'richmenu', 404, 'the user has no richmenu');
  },
  'DELETE /v2/bot/user/{}/richmenu': (state, _call, _body, [userId = '']) => {
    unlink(state, [userId]);
    return done;
  },
  'POST /v2/bot/user/{}/richmenu/{}': link,
};
