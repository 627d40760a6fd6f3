import type { Format } from '../format.ts';

export const peopleRefusals = (f: Format) => ({
  'language-unknown': (facts: { names: string[] }) =>
    `We do not speak that yet. Choose ${f.list(facts.names, 'or')} with /language.`,
  'coupon-unknown': () => `You have no such coupon. See /coupons.`,
  'coupon-not-ready': () => `This coupon cannot be shown any more. See /coupons for those you can use.`,
  'birthday-shape': () => `That is not a day of the year. Send month and day, such as /birthday 03-15.`,
  'birthday-once-a-year': (facts: { from: Date; now: Date }) =>
    `A birthday can be changed once a year; yours again from ${f.date(facts.from, facts.now)}. Wrong by mistake? The staff can help.`,
  'zone-unknown': () => `We do not know this time zone. Send it as area and city, such as /timezone Asia/Tokyo.`,
  'link-code-unknown': () => `This code does not work, or not any more. Send /link in the other app for a new one.`,
  'link-same-person': () => `These two are one account already. There is nothing left to link.`,
  'link-tries': (facts: { minutes: number }) =>
    `Too many wrong codes. Try again in ${f.number(facts.minutes)} minutes.`,
  'link-unknown': () =>
    `There is no such link, or it was undone already. Its number is in the message that both accounts got.`,
  'link-staff': () => `Both accounts work here as staff. Ask an owner to end one of them in /staff first.`,
  'phone-not-yours': () =>
    `Only your own contact, shared with the button, proves a number; a typed one or somebody else's does not. Send /phone for the button.`,
  'phone-taken': () => `Another account has this number. Is it yours? Join them with /link.`,
  'invite-unknown': () => `This invitation does not work. Check every letter, or ask for a new one.`,
  'invite-used': () => `This invitation was used already. Ask for a new one.`,
  'invite-expired': () => `This invitation has expired. Ask for a new one.`,
  'staff-already': (facts: { role: string }) =>
    `You work here already, as ${/^[aeiou]/.test(facts.role) ? 'an' : 'a'} ${facts.role}. For another role, an owner ends this one in /staff and invites you anew.`,
  'invite-tries': (facts: { minutes: number }) =>
    `Too many wrong invitations. Try again in ${f.number(facts.minutes)} minutes.`,
  'role-unknown': (facts: { roles: string[] }) => `There is no such role. Choose ${f.list(facts.roles, 'or')}.`,
  'staff-unknown': () => `This person does not work here, or not any more. See /staff.`,
  'last-owner': () => `This is the last owner. Invite another one first: /invite owner.`,
  'store-name': () =>
    `A store needs a name; its time zone, if any, looks like Asia/Taipei. Send /store new and the name.`,
  'store-name-taken': (facts: { store: string }) =>
    `There is a store called ${facts.store} already. Choose another name.`,
});
