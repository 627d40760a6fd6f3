import type { Format } from '../format.ts';

export const doubts = (f: Format) => ({
  title: (total: number) => `Worth a look: ${f.number(total)}`,
  none: () => `Nothing seems wrong in what we know of our customers. We look again every night.`,
  line: (nth: number, what: string) => `${f.number(nth)}. ${what}`,
  why: {
    'same-birthday': (name: string) => `${name} is here twice, born on the same day`,
    'same-number': (name: string) => `${name} is here twice, with nearly the same phone number`,
    'no-day': (name: string) => `${name} has a birthday that is no day of the year`,
    'not-born': (name: string) => `${name} has a birthday that is still to come`,
    'too-old': (name: string) => `${name} has a birthday more than 122 years ago`,
    'never-asked': (name: string) => `${name} has a birthday that programs write where nobody was asked`,
    length: (name: string) => `${name} has a phone number that is too short or too long`,
    'one-digit': (name: string) => `${name} has a phone number of one digit over and over`,
    country: (name: string) => `${name} has a phone number that its country does not have`,
  },
  look: (nth: number) => `Look at ${f.number(nth)}`,
  waiting: (total: number) => `Worth a look (${f.number(total)})`,
  back: () => `More to look at`,
  one: () => `They are one`,
  two: () => `Two people`,
  right: () => `It is right`,
  clear: () => `Take it off`,
  sure: (kind: 'birthday' | 'phone', name: string) =>
    kind === 'birthday'
      ? `Take the birthday off ${name}? They can tell us the right one with /birthday.`
      : `Take the phone number off ${name}? They can tell us the right one with /phone.`,
  yes: () => `Yes, take it off`,
  cleared: (name: string) => `Done. We no longer keep it for ${name}.`,
  settled: () => `Noted: it is right as it is. We will not ask again.`,
  askOne: () => `Who is here twice? Send a name, a phone number or the code of a coupon.`,
  askOther: (name: string) => `Who else here is ${name}? Send a name, a phone number or the code of a coupon.`,
  mergeTitle: () => `Merge these two into one?`,
  mergeAbout: () => `Coupons, points and purchases come together, and limits count for both. Both sides are told.`,
  merged: (ref: string) =>
    `Done: the two are one now, and both sides were told. Was it wrong? /unlink and this number make them two again: ${ref}`,
  unmerge: () => `Make them two again`,
});

export const doubtRefusals = (_f: Format) => ({
  'doubt-gone': () => `Somebody has looked at this already, or it is right by now. See /doubts for what is left.`,
  'merge-staff': () => `One of these two works here. Staff join their own accounts themselves, with /link.`,
});
