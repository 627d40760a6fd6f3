import type { Format } from '../format.ts';

const ideasOf = (f: Format, count: number) => `${f.number(count)} ${count === 1 ? 'idea' : 'ideas'}`;

export const ideas = (f: Format) => ({
  askWhat: () => `What would you like to see at ${f.brand}? Just write it.`,
  kept: () => `Thank you! Your idea is noted, and somebody will read it.`,
  none: () => `No ideas yet. Customers send theirs with /idea.`,
  title: (tag: string | null, total: number) => (tag ? `#${tag}: ${ideasOf(f, total)}` : `Ideas of our customers`),
  head: (one: { total: number; people: number; untagged: number }) =>
    `${ideasOf(f, one.total)} from ${f.number(one.people)} ${one.people === 1 ? 'person' : 'people'}${one.untagged > 0 ? `, ${f.number(one.untagged)} not filed yet` : ''}`,
  tagLine: (one: { tag: string; count: number }) => `#${one.tag}: ${f.number(one.count)}`,
  line: (one: { ref: string; customer: string; words: string; tags: string[]; at: Date; now: Date }) =>
    `Idea ${one.ref} · ${f.date(one.at, one.now)} · ${one.customer}: “${one.words}”${one.tags.map((tag) => ` #${tag}`).join('')}`,
  called: (ref: string) => `Idea ${ref}`,
  askTags: () => `What shall it be filed under? Send a word, or several with commas; “-word” takes one off.`,
  untagged: () => `Not filed yet`,
  all: () => `All ideas`,
});

export const ideaRefusals = (f: Format) => ({
  'idea-unknown': () => `There is no such idea. See /ideas for all of them.`,
  'idea-enough': (facts: { most: number }) =>
    `That makes ${f.number(facts.most)} ideas in a day, thank you! Send the next one tomorrow, or talk to us with /ask.`,
  'idea-tags': (facts: { most: number }) =>
    `An idea is filed under ${f.number(facts.most)} tags at most. Take one off first: “-word”.`,
});
