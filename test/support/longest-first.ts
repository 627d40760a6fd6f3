import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONG = [
  ...['conversations/marketing.test.ts', 'proof/short.test.ts', 'conversations/customers.test.ts'],
  ...['conversations/counter.test.ts', 'bench/short.test.ts', 'broadcasts/broadcasts.test.ts'],
  ...['pages/other-pages.test.ts', 'postgres/killed.test.ts', 'pages/chat-moves.test.ts', 'adapters/telegram.test.ts'],
];

/** Begins with the files that take longest, so that no worker is left with one of them when the others have ended. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
