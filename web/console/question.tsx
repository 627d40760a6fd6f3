import { useEffect, useRef } from 'preact/hooks';

/** A question before something that cannot be taken back; it takes the focus, and Escape says no. */
export function Question(props: {
  text: string;
  yes: string;
  no: string;
  busy?: boolean;
  agree(): void;
  refuse(): void;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      class="no question"
      role="alertdialog"
      aria-label={props.yes}
      aria-describedby="question"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.refuse();
      }}
    >
      <p id="question">{props.text}</p>
      <div class="row">
        <button type="button" class="action first" disabled={props.busy} onClick={props.agree}>
          {props.yes}
        </button>
        <button type="button" class="quiet" onClick={props.refuse}>
          {props.no}
        </button>
      </div>
    </div>
  );
}
