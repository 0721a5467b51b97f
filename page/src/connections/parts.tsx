import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { problemOf } from '../acting.ts';
import { Icon, type IconName } from '../icons.tsx';
import { notify } from '../notices.ts';
import { words } from '../words/index.ts';

interface SectionProps {
  readonly title: string;
  readonly icon: IconName;
  readonly state?: { readonly text: string; readonly good: boolean };
  readonly children: ComponentChildren;
}

/** One connection: what it is, how it stands, and what can be done about it. */
export function Section({ title, icon, state, children }: SectionProps) {
  const id = useId();
  return (
    <section class="card connection-card" aria-labelledby={id}>
      <div class="connection-head">
        <Icon name={icon} size={22} />
        <h3 id={id}>{title}</h3>
        {state && (
          <span class="badge-text" data-good={state.good}>
            {state.text}
          </span>
        )}
      </div>
      {children}
    </section>
  );
}

/** Something to look at before going on. */
export function Warning({ children }: { readonly children: ComponentChildren }) {
  return <p class="warning">{children}</p>;
}

/** What the hub itself says, in its own language. */
export function HubSays({ because }: { readonly because: string | undefined }) {
  if (because === undefined) return null;
  return (
    <p class="muted">
      {words.value.connections.hubSays}
      <span lang="en">{because}</span>
    </p>
  );
}

interface SureProps {
  readonly text: string;
  readonly hint: string;
  /** What it is about, for who hears the button alone. */
  readonly about?: string;
  readonly act: () => Promise<void>;
  readonly done?: string;
}

/** A button for what cannot be taken back: asks once more where it stands, and says when it did not work. */
export function Sure({ text, hint, about, act, done }: SureProps) {
  const asked = useSignal(false);
  const busy = useSignal(false);
  const run = async (): Promise<void> => {
    busy.value = true;
    try {
      await act();
      if (done !== undefined) notify(done);
    } catch (error) {
      notify(problemOf(error));
    } finally {
      busy.value = false;
      asked.value = false;
    }
  };
  if (!asked.value) {
    return (
      <button type="button" class="chip" aria-label={about === undefined ? text : `${text} ${about}`} onClick={() => (asked.value = true)}>
        {text}
      </button>
    );
  }
  return (
    <div class="sure" role="group" aria-label={text}>
      <p class="muted">{hint}</p>
      <div class="chips">
        <button type="button" class="chip danger" disabled={busy.value} onClick={() => void run()}>
          {text}
        </button>
        <button type="button" class="chip" disabled={busy.value} onClick={() => (asked.value = false)}>
          {words.value.cancel}
        </button>
      </div>
    </div>
  );
}

/** A value to be typed elsewhere, letter by letter: shown whole, selected by a touch, copied by a button. */
export function Copyable({ label, value }: { readonly label: string; readonly value: string }) {
  const { copy, copied } = words.value.connections;
  const id = useId();
  const isCopied = useSignal(false);
  const take = async (): Promise<void> => {
    const input = document.getElementById(id);
    if (!(input instanceof HTMLInputElement)) return;
    input.select();
    // Addresses of a home network are no secure context; there the old way still works.
    if ('clipboard' in navigator) await navigator.clipboard.writeText(value).catch(() => document.execCommand('copy'));
    else document.execCommand('copy');
    isCopied.value = true;
    setTimeout(() => (isCopied.value = false), 2_000);
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="copyable">
        <input id={id} type="text" readOnly value={value} onFocus={({ currentTarget }) => currentTarget.select()} />
        <button type="button" class="press" aria-label={`${copy} ${label}`} onClick={() => void take()}>
          {isCopied.value ? copied : copy}
        </button>
      </div>
    </div>
  );
}
