import type { Fault } from '../faults.ts';
import type { Answer, Call, Outcome } from '../http.ts';
import type { Obj } from '../obj.ts';
import { asText } from '../obj.ts';
import { readParams } from './body.ts';
import { methods } from './methods.ts';
import { checkCall } from './spec.ts';
import { no, type TgRefusal, type TgState, wrong } from './state.ts';

const BULK = /^(send(?!chataction)|edit|copy|forward)/i;
const isSend = (method: string) => /^(send(?!chataction)|copy|forward)/i.test(method);
// Calls that were on their way when the 429 was said are no fault of the bot; a busy machine is slow to hear of it.
const GRACE = 400;

const errorAnswer = (code: number, description: string, parameters?: Obj): Answer => ({
  status: code,
  body: { ok: false, error_code: code, description, ...(parameters && { parameters }) },
});

/** What answers calls of the bot: checks, faults, the methods themselves. */
export function makeCaller(state: TgState): { answer(call: Call): Promise<Outcome>; runEmbedded(body: Obj): void } {
  let lastGood = '';

  const check = (method: string, given: Obj): { method: string; params: Obj } => {
    const { chat_id, ...rest } = given;
    const same = state.options.counting ? `${method} ${JSON.stringify(rest)}` : '';
    if (same && same === lastGood) return { method, params: given };
    const checked = checkCall(method, given);
    if ('unknown' in checked) throw no(404, 'Not Found');
    if ('error' in checked) throw wrong(checked.error);
    for (const n of checked.notes) state.violations.push(`${checked.method}: ${n}`);
    if (same) lastGood = `${checked.method} ${JSON.stringify(rest)}`;
    return checked;
  };
  const tooMany = (wait: number) => no(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
  const startQuiet = (wait: number) => {
    const now = performance.now();
    state.quiet = { from: now, until: now + wait * 1000 };
    return tooMany(wait);
  };
  const pace = (method: string, arrived: number) => {
    if (!BULK.test(method)) return;
    const now = performance.now();
    if (now < state.quiet.until) {
      const into = Math.round(arrived - state.quiet.from);
      if (into > GRACE) state.violations.push(`${method}: called ${into} ms into a retry_after window`);
      throw tooMany(Math.max(1, Math.ceil((state.quiet.until - now) / 1000)));
    }
    if (!isSend(method)) return;
    const rate = state.meter.note();
    if (state.options.limitPerSecond && rate > state.options.limitPerSecond) throw startQuiet(1);
  };
  const run = (method: string, params: Obj): unknown => {
    const known =
      methods[method] ?? methods[Object.keys(methods).find((m) => m.toLowerCase() === method.toLowerCase()) ?? ''];
    if (!known) throw wrong(`the phone does not know ${method}`);
    return known(state, params, (n) => state.violations.push(`${method}: ${n}`));
  };
  const refuse = (method: string, error: unknown): Answer => {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const { code, message, breach, parameters } = error as TgRefusal;
    if (breach || code === 404) state.violations.push(`${method}: ${message}`);
    if (state.refused.length < 10_000) state.refused.push({ call: method, status: code, message });
    return errorAnswer(code, message, parameters);
  };
  const mishap = (fault: Fault, accept: () => unknown): Outcome => {
    const { status } = fault;
    if (status === 'reset-before') return 'reset';
    if (status === 'hang') return 'hang';
    if (status === 429) throw startQuiet(fault.retryAfter ?? 1);
    if (status === 502 || status === 504) return { status, body: '<html><body>Bad Gateway</body></html>' };
    if (typeof status === 'number') return errorAnswer(status, status === 500 ? 'Internal Server Error' : 'Error');
    accept();
    if (status === 'reset-after-accept') return 'reset';
    return status === 'hang-after-accept' ? 'hang' : errorAnswer(500, 'Internal Server Error');
  };

  const answer = async (call: Call): Promise<Outcome> => {
    const [, token, named = ''] = /^\/bot([^/]+)\/(?:test\/)?(\w+)\/?$/.exec(call.path) ?? [];
    if (!token || !/^\d+:[\w-]+$/.test(token)) {
      state.violations.push(`${call.path.replace(/bot[^/]*/, 'bot…')}: a malformed token or path`);
      return errorAnswer(404, 'Not Found');
    }
    if (token !== state.options.token) {
      state.violations.push(`${named}: wrong token`);
      return errorAnswer(401, 'Unauthorized');
    }
    try {
      const { method, params } = check(named, await readParams(call));
      state.calls.set(method, (state.calls.get(method) ?? 0) + 1);
      const fault = state.faults.strike(method);
      if (!fault) pace(method, call.arrived);
      if (fault) return mishap(fault, () => run(method, params));
      const polls = method.toLowerCase() === 'getupdates';
      const result = polls ? await state.updates.poll(params, call.onGone) : run(method, params);
      return { status: 200, body: { ok: true, result } };
    } catch (error) {
      return refuse(named, error);
    }
  };

  return {
    answer,
    runEmbedded: ({ method: named, ...given }) => {
      try {
        const { method, params } = check(asText(named), given);
        state.calls.set(method, (state.calls.get(method) ?? 0) + 1);
        pace(method, performance.now());
        run(method, params);
      } catch (error) {
        refuse(asText(named), error);
      }
    },
  };
}
