import { sayForgottenAnswers as say } from '../src/outbox/say-forgotten-answers.ts';
import type { Job } from './job.ts';

/** Answers whose process died before the platform took them are said by the outbox. */
export const sayForgottenAnswers: Job = {
  name: 'say-forgotten-answers',
  at: 'always',
  run: async ({ app }) => void (await say(app)),
};
