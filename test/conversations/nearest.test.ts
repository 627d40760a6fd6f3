import { expect, test } from 'vitest';
import { nearest } from '../../src/lib/nearest.ts';

const words = ['drops', 'stop', 'check', 'stats', 'staff', 'new', 'claim'];

test.each([
  ['drosp', 'drops'],
  ['chekc', 'check'],
  ['chek', 'check'],
  ['claaim', 'claim'],
  ['stpo', 'stop'],
  ['stafts', 'stats'],
  ['newt', 'new'],
])('%s was meant to be %s', (typed, meant) => {
  expect(nearest(typed, words)).toBe(meant);
});

test.each(['', 'n', 'cake', 'stafs', 'drachma', '領取'])('nobody can tell what %j was meant to be', (typed) => {
  expect(nearest(typed, words)).toBeUndefined();
});
