import type { Format } from '../format.ts';
import { ruleReading } from './segment-rules.ts';

export const segments = (_f: Format) => ({});

export const segmentRefusals = (f: Format) => ({
  ...ruleReading(f),
  'segment-unknown': (facts: { name: string; near: string | null }) =>
    `There is no segment called “${facts.name}”. ${facts.near ? `Did you mean “${facts.near}”? ` : ''}See /segment for all of them.`,
  'segment-circle': (facts: { names: string[] }) =>
    `That would go round in a circle: ${facts.names.map((name) => `“${name}”`).join(' → ')}. Leave one out of the other.`,
  'segment-not-list': (facts: { name: string }) =>
    `“${facts.name}” goes by a rule, so nobody can be put into it by hand. Make a list for that.`,
  'segment-is-list': (facts: { name: string }) =>
    `“${facts.name}” is a list and has no rule to change. Make a new segment for the rule.`,
  'segment-name': (facts: { most: number }) =>
    `A segment needs a name of 1 to ${f.number(facts.most)} letters, without a colon or quotes. Send another name.`,
  'segment-name-taken': (facts: { name: string }) =>
    `There is a segment called “${facts.name}” already. Choose another name, or change that one.`,
  'segment-in-use': (facts: { name: string; by: string[] }) =>
    `“${facts.name}” stands in the rule of ${f.list(facts.by.map((name) => `“${name}”`))}. Change or retire that first.`,
});
