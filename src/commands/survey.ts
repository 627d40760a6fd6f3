import { reasons, wishes } from '../../entities/survey.ts';
import {
  type Answers,
  keepChoice,
  keepSurveyWords,
  openSurvey,
  type Question,
  questionAfter,
} from '../feedback/answer-survey.ts';
import { readWords } from '../feedback/read-words.ts';
import { surveyMessage } from '../feedback/survey-message.ts';
import type { Command, Said } from './command.ts';

/** `/survey [token] [price … | wish-menu … | skip1-3 | q1-3 words]`: up to three questions to who comes less often. */
export const survey: Command = {
  name: 'survey',
  who: 'customer',
  async run(said) {
    const { tx, person, t } = said;
    const [, token, rest = ''] = /^(?:([A-Za-z0-9_-]{36})(?:\s+|$))?([\s\S]*)$/.exec(said.args)!;
    const answers = await openSurvey(tx, person.customer.id, token);
    // What is typed comes under the number of the question that is open; without one it is the last word.
    const [, at, typed = ''] = /^(?:q([123])(?:\s+|$))?([\s\S]*)$/i.exec(rest.trim())!;
    const plain = typed.trim().toLowerCase();
    const skipped = /^skip([123]?)$/.exec(plain);
    if (skipped) return after(said, Number(skipped[1] || 3) as Question, answers, t.feedback.allRight());
    const reason = reasons.find((one) => one === plain);
    if (reason) {
      await keepChoice(tx, answers.id, { reason });
      return after(said, 1, { ...answers, reason }, t.feedback.surveyThanks());
    }
    const wish = wishes.find((one) => `wish-${one}` === plain);
    if (wish) {
      await keepChoice(tx, answers.id, { wish });
      return after(said, 2, { ...answers, wish }, t.feedback.surveyThanks());
    }
    if (!readWords(typed)) return open(said, answers.id, 1);
    await keepSurveyWords(tx, answers.id, typed);
    return after(said, Number(at ?? 3) as Question, { ...answers, words: typed }, t.feedback.surveyThanks());
  },
};

/** The next question, or thanks when there is none. */
function after(said: Said, done: Question, answers: Answers, last: string) {
  const next = questionAfter(done, answers);
  return next ? open(said, answers.id, next) : { text: last };
}

function open({ tx, t, ask }: Said, id: string, question: Question) {
  const token = tx.shop.codes.tokenOf(id);
  ask(`/survey ${token} q${question}`);
  return surveyMessage(t, token, question);
}
