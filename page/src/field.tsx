import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly children: (props: { id: string; name: string; 'aria-describedby': string; 'aria-invalid': boolean }) => JSX.Element;
}

/** One question of a form, with its hint and what is wrong with the answer, tied to it for screen readers. */
export function Field({ name, label, hint, problem, children }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, name, 'aria-describedby': `${id}-hint ${id}-problem`, 'aria-invalid': problem !== undefined })}
      <p class="muted" id={`${id}-hint`}>
        {hint}
      </p>
      <p class="problem" id={`${id}-problem`} role={problem === undefined ? undefined : 'alert'}>
        {problem}
      </p>
    </div>
  );
}
