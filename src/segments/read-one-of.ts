import { Refusal } from '../refusal.ts';
import type { Expected } from '../words/en/segment-rules.ts';
import { isLanguage, type Language, languages } from '../words/index.ts';
import { finish, type Reading } from './reading.ts';
import { MOST_NAMES, type OneOf, type Rule } from './rule.ts';
import { type Meaning, wordsOf } from './vocabulary.ts';

type Named = Exclude<OneOf['field'], 'value' | 'behaviour' | 'language'>;

/** `is`, `in`, `=` and what turns them; true when turned. */
function turned({ reader }: Reading): boolean {
  if (reader.when('is-not', 'not-in', '!=')) {
    reader.when('in');
    return true;
  }
  const is = reader.when('is', '=', 'in');
  if (is?.means === 'is') reader.when('in');
  if (!reader.when('not')) return false;
  reader.when('in');
  return true;
}

/** `tier gold`, `tier in (silver, gold)`, `tier is not gold`, `tier silver|gold`, `no tier`. */
export function readNames(reading: Reading, field: Named): Rule {
  const { reader, no } = reading;
  if (field === 'tier' && no && !['word', 'quoted', 'open'].includes(reader.now().kind)) return none(reading);
  if (field === 'tier' && no && ['and', 'or'].includes(reader.now().means ?? '')) return none(reading);
  const not = turned(reading);
  const nothing = field === 'tier' && reader.when('none', 'no');
  const names = nothing ? ['none'] : reader.names().map((name) => tierNamed(field, name));
  const rule: Rule = { field, in: names };
  return finish(reading, not ? { not: rule } : rule, []);
}

const none = (reading: Reading) => finish({ ...reading, no: false }, { field: 'tier', in: ['none'] }, []);
const NONE = new Set(['none', '無', '无']);
const tierNamed = (field: Named, name: string) => (field === 'tier' && NONE.has(name.toLowerCase()) ? 'none' : name);

const states = {
  value: ['high', 'mid', 'low'],
  behaviour: ['active', 'slipping', 'lost'],
} as const satisfies Record<string, readonly Meaning[]>;

/** `value high`, `behaviour in (slipping, lost)`. */
export function readStates(reading: Reading, field: 'value' | 'behaviour'): Rule {
  const { reader } = reading;
  const not = turned(reading);
  const known: readonly Meaning[] = states[field];
  const one = () => {
    const word = reader.when(...known);
    return word ? word.means! : reader.fail(field as Expected, wordsOf(...known));
  };
  const rule = { field, in: listOf(reading, one) } as Rule;
  return finish(reading, not ? { not: rule } : rule, []);
}

const called: Record<string, Language> = {
  english: 'en',
  英文: 'en',
  英語: 'en',
  英语: 'en',
  繁體中文: 'zh-hant',
  繁體: 'zh-hant',
  繁中: 'zh-hant',
  简体中文: 'zh-hans',
  简体: 'zh-hans',
  简中: 'zh-hans',
};

/** `language zh-hant`, `language in (English, 繁體中文)`. */
export function readLanguages(reading: Reading): Rule {
  const { reader } = reading;
  const not = turned(reading);
  const one = () => {
    const name = reader.name();
    const code = called[name.toLowerCase()] ?? name.toLowerCase();
    if (!isLanguage(code)) throw new Refusal('rule-name-unknown', { what: 'language', name, known: [...languages] });
    return code;
  };
  const rule: Rule = { field: 'language', in: listOf(reading, one) };
  return finish(reading, not ? { not: rule } : rule, []);
}

/** `a`, `a|b`, `(a, b)` of what `one` reads. */
function listOf<T>({ reader }: Reading, one: () => T): T[] {
  const closed = reader.sign('open');
  const all = [one()];
  while (reader.sign('bar') || (closed && (reader.sign('comma') || reader.when('or')))) all.push(one());
  if (closed && !reader.sign('close')) reader.fail('closing');
  if (all.length > MOST_NAMES) throw new Refusal('rule-too-much', { what: 'names', most: MOST_NAMES });
  return all;
}
