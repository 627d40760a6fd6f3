import { gap, type Refused } from './call.ts';

/** A no: what, and what would make it work. */
export function No({ refused, again }: { refused: Refused; again?: { label: string; run(): void } }) {
  return (
    <div class="no" role="alert">
      <p>
        <strong>{refused.sentence}</strong>
        {gap(refused.sentence)}
        {refused.remedy}
      </p>
      {again && (
        <button type="button" class="quiet" onClick={again.run}>
          {again.label}
        </button>
      )}
    </div>
  );
}
