/** Rules to begin from; each goes into the field when it is chosen. */
export function Examples(props: { title: string; examples: string[][]; choose(rule: string): void }) {
  return (
    <details class="card examples">
      <summary>{props.title}</summary>
      <ul>
        {props.examples.map(([rule = '', meaning]) => (
          <li key={rule}>
            <button type="button" class="quiet" onClick={() => props.choose(rule)}>
              {rule}
            </button>
            <span class="soft">{meaning}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
