/** Something to choose, and what it is called. */
export interface Choice {
  value: string;
  label: string;
}

/** A field to choose from. */
export function Pick(props: {
  label: string;
  choices: Choice[];
  value: string;
  /** What stands for nothing chosen; null where something has to be. */
  none: string | null;
  required?: boolean;
  choose(value: string): void;
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select
        value={props.value}
        required={props.required}
        onChange={(event) => props.choose(event.currentTarget.value)}
      >
        {props.none !== null && <option value="">{props.none}</option>}
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
