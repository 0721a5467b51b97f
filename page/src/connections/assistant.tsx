import { useSignal } from '@preact/signals';
import { problemOf } from '../acting.ts';
import { CallError } from '../call.ts';
import { textIn } from '../edit.tsx';
import { Field } from '../field.tsx';
import { notify } from '../notices.ts';
import { words, wordOr } from '../words/index.ts';
import { Section, Sure, Warning } from './parts.tsx';
import { assistant, leaveAssistant, lookAtAssistant, takeAssistant, type AssistantSettings, type ToldFound, type ToldLeftOut } from './store.ts';

/** The household's Home Assistant: first looked at, then taken in, then how the connection stands. */
export function HomeAssistant() {
  const { assistant: said } = words.value.connections;
  const other = useSignal(false);
  const told = assistant.value;
  if (told === undefined) return null;
  const isSetUp = told.phase !== 'none';
  const facts = [said.devices(told.devices), told.version === undefined ? '' : said.version(told.version)].filter(Boolean).join(' · ');
  return (
    <Section title={said.title} icon="house" state={{ text: said.phases[told.phase], good: told.phase === 'ready' }}>
      {isSetUp ? <p class="muted">{facts}</p> : <p>{said.about}</p>}
      {told.hasHomeKitBridge && <Warning>{said.bridge}</Warning>}
      <LeftOut leftOut={told.leftOut} />
      {(!isSetUp || other.value) && <Connect onDone={() => (other.value = false)} />}
      {isSetUp && (
        <div class="chips">
          {!other.value && (
            <button type="button" class="chip" onClick={() => (other.value = true)}>
              {said.other}
            </button>
          )}
          <Sure text={said.leave} hint={said.leaveHint} act={leaveAssistant} />
        </div>
      )}
    </Section>
  );
}

interface Looked {
  readonly settings: AssistantSettings;
  readonly found: ToldFound;
}

function Connect({ onDone }: { readonly onDone: () => void }) {
  const { assistant: said } = words.value.connections;
  const problems = useSignal<Readonly<Record<string, string>>>({});
  const busy = useSignal(false);
  const looked = useSignal<Looked | undefined>(undefined);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLFormElement)) return;
    const form = new FormData(currentTarget);
    const settings = { url: textIn(form, 'url'), token: textIn(form, 'token') };
    busy.value = true;
    looked.value = undefined;
    try {
      looked.value = { settings, found: await lookAtAssistant(settings) };
      problems.value = {};
    } catch (error) {
      problems.value = problemsOf(error);
    } finally {
      busy.value = false;
    }
  };
  const take = async ({ settings }: Looked): Promise<void> => {
    busy.value = true;
    try {
      await takeAssistant(settings);
      notify(said.taken);
      onDone();
    } catch (error) {
      problems.value = problemsOf(error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void submit(event)}>
      <Field name="url" label={said.url} hint={said.urlHint} problem={problems.value.url}>
        {(props) => <input {...props} type="text" inputMode="url" autocomplete="off" spellcheck={false} />}
      </Field>
      <Field name="token" label={said.token} hint={said.tokenHint} problem={problems.value.token}>
        {(props) => <input {...props} type="password" autocomplete="off" />}
      </Field>
      {problems.value.form !== undefined && (
        <p class="problem" role="alert">
          {problems.value.form}
        </p>
      )}
      <button type="submit" class={looked.value ? 'wide' : 'wide primary'} disabled={busy.value}>
        {busy.value ? said.looking : said.look}
      </button>
      {looked.value && <Found looked={looked.value} busy={busy.value} onTake={(one) => void take(one)} />}
    </form>
  );
}

function Found({ looked, busy, onTake }: { readonly looked: Looked; readonly busy: boolean; readonly onTake: (looked: Looked) => void }) {
  const { assistant: said } = words.value.connections;
  const { name, devices, rooms, leftOut, hasHomeKitBridge } = looked.found;
  const { kinds } = words.value;
  const counts = new Map<string, number>();
  for (const { kind } of devices) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return (
    <div class="outcome" role="status">
      <p class="name">{said.found(name, devices.length, rooms.length)}</p>
      <p>{[...counts].map(([kind, count]) => `${wordOr(kinds, kind, kind)} ${count}`).join(' · ')}</p>
      {hasHomeKitBridge && <p>{said.bridge}</p>}
      <LeftOut leftOut={leftOut} />
      <button type="button" class="wide primary" disabled={busy} onClick={() => onTake(looked)}>
        {said.take}
      </button>
    </div>
  );
}

function LeftOut({ leftOut }: { readonly leftOut: ToldLeftOut }) {
  const { assistant: said } = words.value.connections;
  if (leftOut.length === 0) return null;
  const inEnglish = words.value.tag === 'en';
  return (
    <details>
      <summary>{said.leftOut(leftOut.length)}</summary>
      <ul class="left-out">
        {leftOut.map(({ entityId, because }) => (
          <li key={entityId}>
            <span class="id">{entityId}</span> <span class="muted">{inEnglish ? because.en : because['zh-CN']}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What is wrong with an answer stands at it; the rest above the button. */
function problemsOf(error: unknown): Readonly<Record<string, string>> {
  const { problems } = words.value.connections.assistant;
  if (!(error instanceof CallError)) return { form: problemOf(error) };
  if (error.code === 'home-assistant/bad-settings') {
    const fields = (['url', 'token'] as const).filter((field) => error.message.includes(`${field}: `));
    return Object.fromEntries(fields.map((field) => [field, problems[field]]));
  }
  if (error.code === 'home-assistant/refused') return { token: problems['home-assistant/refused'] };
  if (error.code === 'home-assistant/unreachable') return { url: problems['home-assistant/unreachable'] };
  return { form: wordOr(problems, error.code, problemOf(error)) };
}
