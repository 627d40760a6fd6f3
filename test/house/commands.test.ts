import { expect, test } from 'vitest';
import { menus } from '../../src/chat/menu.ts';
import { commandNamed, commands } from '../../src/commands/index.ts';
import { languages, wordsFor } from '../../src/words/index.ts';
import { textOf } from './sources.ts';

const words = wordsFor({ name: 'Antler', zone: 'Asia/Taipei', currency: 'TWD' });
const readme = textOf('README.md');
const told = new Map(
  [...readme.matchAll(/^\| `\/([a-z-]+)[^`]*` \| ([^|]+) \|/gm)].map(([, name, about]) => [name!, about!]),
);
const said = commands.filter(({ who }) => who !== 'hidden').map(({ name }) => name);
const described: Record<string, string> = words('en').commands;

test('the README tells every command that people can say, and no other', () => {
  expect([...told.keys()].sort()).toEqual([...said].sort());
});

test('the README says of a command what its menu says', () => {
  const both = [...told].filter(([name]) => name in described);
  expect(both.length).toBeGreaterThan(20);
  expect(Object.fromEntries(both)).toEqual(described);
});

test('every command of a menu is there, and is described in every language', () => {
  for (const name of new Set(Object.values(menus).flat())) {
    expect(commandNamed(name)?.who, name).not.toBe('hidden');
    for (const language of languages) expect(words(language).commands).toHaveProperty([name]);
  }
});

test('no two commands have one name', () => {
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
});
