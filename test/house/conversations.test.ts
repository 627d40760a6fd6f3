import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { languages, wordsFor } from '../../src/words/index.ts';
import { CHANNELS, readStory } from '../conversations/story.ts';

const root = join(import.meta.dirname, '../..');
const words = wordsFor({ name: 'Antler', zone: 'Asia/Taipei', currency: 'TWD' });
const stories = globSync('test/conversations/*/*.chat', { cwd: root }).map((file) => readStory(join(root, file)));

/** What channels and buttons say; people have no reason to. */
const NOT_TYPED = ['agree', 'blocked', 'unblocked', 'unsend', 'unknown'];
const typed = commands.map(({ name }) => name).filter((name) => !NOT_TYPED.includes(name));

/** Nobody in a chat is told these: machines are, or the shop asks for what is missing instead. */
const NOT_IN_CHAT = new Set([
  ...['key-missing', 'key-unknown', 'key-revoked', 'key-expired', 'key-scope', 'scope-unknown', 'api-key-unknown'],
  ...['idempotency-needed', 'idempotency-other-body', 'idempotency-running', 'body-unreadable', 'body-too-large'],
  ...['body-invalid', 'address-unknown', 'wrong-codes', 'not-now', 'bug', 'points-short', 'customer-unknown'],
  ...[
    'source-reserved',
    'lines-too-much',
    'refund-too-much',
    'order-differs',
    'campaign-ref-taken',
    'birthday-campaign-exists',
  ],
  ...['segment-not-list', 'amount-needed', 'undo-reason-needed', 'revoke-reason-needed', 'trigger-name-taken'],
  ...['body-no-csv', 'import-empty', 'import-no-csv', 'import-encoding', 'import-columns', 'import-column-twice'],
  ...['import-map', 'import-source-needed', 'import-segment-needed', 'import-taken-over', 'import-unknown'],
  ...['console-link', 'console-tries', 'console-over', 'console-not-here', 'other-site', 'ticket-by-person'],
  ...['import-too-large', 'report-too-slow', 'broadcast-unknown', 'broadcast-changed', 'text-too-long'],
]);

/** The commands that people say in a story, by line or by the command that a first line of it names. */
const saidIn = (text: string) =>
  [...text.matchAll(/^(?:on [\w, -]+: )?[\w-]+: ([/／](\w+)|.*)/gm)].flatMap((m) => (m[2] ? [m[2]] : []));

describe('The conversations', () => {
  test('say every command in every language on every channel', () => {
    const missing = languages.flatMap((language) =>
      CHANNELS.flatMap((channel) => {
        const told = stories.filter(
          (one) => one.language === language && one.stages.some(({ where }) => where.includes(channel)),
        );
        const said = new Set(told.flatMap(({ file }) => saidIn(readFileSync(file, 'utf8'))));
        return typed.filter((name) => !said.has(name)).map((name) => `/${name} in ${language} on ${channel}`);
      }),
    );
    expect(missing).toEqual([]);
  });

  test('hear every refusal at least once in every language', () => {
    for (const language of languages) {
      const told = stories.filter((one) => one.language === language).map(({ file }) => readFileSync(file, 'utf8'));
      const said = new Set(
        told.flatMap((text) => [...text.matchAll(/^ {2}.*?\(([a-z]+(?:-[a-z]+)+)\) /gm)].map((m) => m[1])),
      );
      const silent = Object.keys(words('en').refusals).filter((code) => !NOT_IN_CHAT.has(code) && !said.has(code));
      expect(silent, language).toEqual([]);
    }
  });

  test('keep the distances of written Chinese, also around names and buttons', () => {
    const bad = stories
      .filter(({ language }) => language !== 'en')
      .flatMap(({ file }) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => line.startsWith('  '))
          .map((line) => line.replace(/https?:\S+|^ +(on [\w, -]+: )?(\w+ hears: )?/g, ''))
          .filter((line) =>
            /\p{Script=Han}[A-Za-z0-9$]|[A-Za-z0-9%]\p{Script=Han}|\p{Script=Han} \p{Script=Han}|[，。：；！？」”）] \p{Script=Han}/u.test(
              line,
            ),
          ),
      );
    expect([...new Set(bad)]).toEqual([]);
  });

  test('have buttons that no platform cuts, except around a name', () => {
    const long = stories.flatMap(({ file }) =>
      [...readFileSync(file, 'utf8').matchAll(/ \[([^\]]+)\](?= \[|$)/gm)].map(([, label]) => label!),
    );
    const words = long.filter((label) => [...label].length > 20);
    expect([...new Set(words)]).toEqual([]);
  });

  test('leave no blank where something was to be said', () => {
    const bad = stories.flatMap(({ file }) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter(
          (line) => line.startsWith('  ') && /undefined|\bnull\b|NaN|\[object|Invalid Date|<bot>|\[\]/.test(line),
        ),
    );
    expect(bad).toEqual([]);
  });
});
