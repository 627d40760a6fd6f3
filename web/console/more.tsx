import type { Refused } from './call.ts';
import { No } from './no.tsx';

/** The end of a list that is shown page by page: the way to what follows, or why it did not come. */
export function More(props: {
  refused: Refused | undefined;
  again: { label: string; run(): void };
  more: (() => void) | undefined;
  label: string;
}) {
  const { refused, again, more, label } = props;
  if (refused) return <No refused={refused} again={again} />;
  return more ? (
    <div class="row">
      <button type="button" class="quiet" onClick={more}>
        {label}
      </button>
    </div>
  ) : null;
}
