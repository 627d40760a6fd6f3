/** How single asks become batches. */
export interface Gathering<Ask, Answer> {
  /** Most asks in one batch. */
  most: number;
  /** Batches that may be on their way at once; one when missing. */
  abreast?: number;
  /** A batch is begun beside another one only when at least so many wait. */
  worth?: number;
  /** Answers every ask of a batch, in order. */
  write(asks: Ask[]): Promise<Answer[]>;
}

interface Waiting<Ask, Answer> {
  ask: Ask;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Gathers what is asked while earlier batches are on their way, without a timer: alone an ask leaves with the next turn
 * of the event loop, in a crowd a thousand share one statement. A batch that fails fails for all who are in it.
 */
export function gather<Ask, Answer>(gathering: Gathering<Ask, Answer>): (ask: Ask) => Promise<Answer> {
  const { most, abreast = 1, worth = 1, write } = gathering;
  const waiting: Waiting<Ask, Answer>[] = [];
  let underWay = 0;
  let woken = false;

  const ready = () => waiting.length > 0 && (underWay === 0 || (underWay < abreast && waiting.length >= worth));

  function turn(): void {
    woken = false;
    while (ready()) void send(waiting.splice(0, most));
  }

  function wake(): void {
    if (woken) return;
    woken = true;
    setImmediate(turn);
  }

  async function send(batch: Waiting<Ask, Answer>[]): Promise<void> {
    underWay++;
    try {
      const answers = await write(batch.map(({ ask }) => ask));
      for (let at = 0; at < batch.length; at++) batch[at]!.resolve(answers[at]!);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    underWay--;
    // Whoever was answered may ask again at once, and shall be in the next batch.
    wake();
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
      if (ready()) wake();
    });
}
