import { reasons, wishes } from '../../entities/survey.ts';
import type { Button, Message } from '../chat/channel.ts';
import type { Words } from '../words/index.ts';
import type { Question } from './answer-survey.ts';

/** One of the three questions, each with its way past it; `token` names whose they are. */
export function surveyMessage({ feedback: t, survey: s }: Words, token: string, question: Question): Message {
  const say = `/survey ${token}`;
  const skip: Button = { label: s.skip(), says: `${say} skip${question}` };
  if (question === 1) {
    const why = reasons.map((one) => ({ label: t.reasons[one], says: `${say} ${one}` }));
    return { text: t.survey(), buttons: [...why, skip] };
  }
  if (question === 3) return { text: s.more(), buttons: [skip] };
  const buttons = wishes.map((one) => ({ label: s.wishes[one], says: `${say} wish-${one}` }));
  return { text: s.wish(), buttons: [...buttons, skip] };
}
