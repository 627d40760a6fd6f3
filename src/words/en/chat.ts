import type { Format } from '../format.ts';

export const chat = (f: Format) => ({
  apology: () =>
    `Sorry, something went wrong on our side. Nothing was changed; please try again in a moment. If it keeps happening, tell the staff.`,
  unknown: () => `I did not understand that. Here is what you can do:`,
  unknownStaff: () => `I did not understand that. Send a coupon code to check it, or choose:`,
  privately: () => `Please write to me in private: coupons and codes are for you alone.`,
  withdrawn: () => `There is no such command. Here is what you can do:`,
  didYouMean: (command: string) => `There is no such command. Did you mean ${command}?`,
  welcomeTitle: () => `Welcome to ${f.brand}`,
  consent: () =>
    `Coupons, points and birthday treats, right here in the chat.\n\nIf you agree, we keep your name here, your coupons, points and purchases, to run your membership (service), and send you offers now and then (marketing). You can stop offers at any time with /stop. /privacy says what we keep and why.`,
  carried: (campaign: string) => `“${campaign}” is waiting for you as soon as you have joined.`,
  agree: () => `Agree and join`,
  agreeService: () => `Join without offers`,
  read: () => `Privacy`,
  joined: (offers: boolean): string =>
    offers
      ? `You are in. We will tell you about new offers; /stop ends that.`
      : `You are in. We will send you no offers; /start turns them on.`,
  textChanged: () => `What you agree to has changed`,
  earlierHolds: () => `What you agreed to before keeps holding. Please agree to the text as it is now.`,
  agreeAgain: () => `Agree`,
  agreeAgainService: () => `Agree, no offers`,
  agreedAgain: (offers: boolean): string =>
    offers
      ? `Thank you. We will tell you about new offers; /stop ends that.`
      : `Thank you. We will send you no offers; /start turns them on.`,
  welcomeBack: (name: string | null) => `Welcome back${name ? `, ${name}` : ''}!`,
  offersAreOff: () => `Offers are off for you.`,
  offersOn: () => `Turn offers on`,
  offersTurnedOn: () => `Offers are on. /stop turns them off.`,
  stopped: () => `Done: no more offers from us. Receipts and reminders about coupons you hold still come.`,
  alreadyStopped: () => `You get no offers from us at present.`,
  chooseLanguage: () => `Which language shall we speak?`,
  languageSet: () => `We speak English now.`,
  helpTitle: () => `What you can do`,
  privacyTitle: () => `What we keep, and why`,
  privacy: (version: string) =>
    `• Your name and address on this channel, your language and time zone: to talk with you.\n• Coupons, redemptions, purchases, points and tier: to run your membership.\n• A word or two that staff note, such as what you like: to look after you.\n• Your birthday, only if you tell us: for a birthday greeting.\n• What you say about your visits, and write to us: to answer and to do better.\n• What you agreed to and when (text version ${version}).\n\nWe pass nothing on to others. /stop ends offers at once. To see or erase your data, ask the staff of ${f.brand}.`,
  agreed: (what: 'service' | 'marketing', granted: boolean, date: string) =>
    `${what === 'service' ? 'Membership' : 'Offers'}: ${granted ? 'agreed' : 'declined'} on ${date}`,
  notJoined: () => `You have not joined yet, so we keep only this chat's address.`,
  drops: () => `Drops`,
  coupons: () => `My coupons`,
  points: () => `My points`,
  help: () => `Help`,
  back: () => `Back`,
  cancel: () => `Cancel`,
  more: () => `More`,
  cancelled: () => `Cancelled. Nothing was changed.`,
});
