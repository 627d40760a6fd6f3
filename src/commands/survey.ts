import { type Reason, reasons } from '../../entities/survey.ts';
import { keepReason, keepSurveyWords, openSurvey } from '../feedback/answer-survey.ts';
import { readWords } from '../feedback/read-words.ts';
import type { Command } from './command.ts';

/** `/survey [question] [price | taste | far | busy | words]`: why somebody comes less often. */
export const survey: Command = {
  name: 'survey',
  who: 'customer',
  async run({ tx, person, t, args, ask }) {
    const [, token, rest = ''] = /^(?:([A-Za-z0-9_-]{36})(?:\s+|$))?([\s\S]*)$/.exec(args)!;
    const { id, words } = await openSurvey(tx, person.customer.id, token);
    const named = tx.shop.codes.tokenOf(id);
    if (rest.trim().toLowerCase() === 'skip') return { text: t.feedback.allRight() };
    const reason = reasons.find((one) => one === rest.trim().toLowerCase());
    if (reason) {
      await keepReason(tx, id, reason);
      if (words) return { text: t.feedback.surveyThanks() };
      ask(`/survey ${named}`);
      return {
        text: `${t.feedback.surveyThanks()}\n${t.feedback.tellMore()}`,
        buttons: [{ label: t.feedback.skip(), says: `/survey ${named} skip` }],
      };
    }
    if (readWords(rest)) {
      await keepSurveyWords(tx, id, rest);
      return { text: t.feedback.wordsKept() };
    }
    ask(`/survey ${named}`);
    const choice = (one: Reason) => ({ label: t.feedback.reasons[one], says: `/survey ${named} ${one}` });
    return { text: t.feedback.survey(), buttons: reasons.map(choice) };
  },
};
