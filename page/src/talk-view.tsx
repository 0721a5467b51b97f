import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { stateText } from './describe.ts';
import { openedReceipt } from './device/opened.ts';
import { followedDevice, home } from './home-store.ts';
import { Icon, kindIcon } from './icons.tsx';
import { answer, chooseSpeakerRoom, closeQuestion, examples, lines, loadExamples, say, speakerRoom, stopSpeaking, type Line } from './talk-store.ts';
import { words } from './words/index.ts';

/** Talking with the home. */
export function TalkView() {
  const { talk, tag } = words.value;
  const rooms = home.value?.rooms;
  useEffect(() => void loadExamples().catch(() => undefined), [tag, rooms]);
  const end = useRef<HTMLDivElement>(null);
  const last = lines.value.at(-1);
  useLayoutEffect(() => {
    const log = end.current;
    if (log) log.scrollTop = log.scrollHeight;
  }, [lines.value.length, last?.text, last?.busy]);
  return (
    <div class="talk">
      <div class="log" role="log" aria-label={talk.box} tabIndex={0} ref={end}>
        {lines.value.length === 0 && <p class="hello">{talk.hello}</p>}
        {lines.value.map((line) => (
          <Said key={line.id} line={line} />
        ))}
      </div>
      <Examples />
      <Composer />
    </div>
  );
}

function Said({ line }: { readonly line: Line }) {
  const { talk } = words.value;
  return (
    <div class="said" data-who={line.who} data-failed={line.failed} aria-busy={line.busy}>
      <span class="visually-hidden">{line.who === 'person' ? talk.you : talk.home}：</span>
      {line.busy && line.text === '' ? (
        <p class="bubble thinking">
          <span class="visually-hidden">{talk.thinking}</span>
          <i aria-hidden="true" />
          <i aria-hidden="true" />
          <i aria-hidden="true" />
        </p>
      ) : (
        <p class="bubble">{line.text}</p>
      )}
      {line.turn && <Touched line={line} />}
      {line.openUntilMs !== undefined && <Reply line={line} untilMs={line.openUntilMs} />}
      {line.turn && <After line={line} />}
    </div>
  );
}

/** What the answer moved or looked at, as it is now: so that one sees that it happened. */
function Touched({ line: { turn } }: { readonly line: Line }) {
  if (!turn) return null;
  const ids = [...new Set([...(turn.outcome === 'act' || turn.outcome === 'ask' ? turn.steps : []), ...turn.reads].map(({ device }) => device))];
  const shown = ids.flatMap((id) => followedDevice(id) ?? []);
  // Beside an answer about many devices their states are noise.
  if (shown.length === 0 || shown.length > 6) return null;
  return (
    <ul class="touched">
      {shown.map(({ id, device, values }) => (
        <li key={id} data-active={values.value.on === true}>
          <Icon name={kindIcon(device.value.kind)} size={16} />
          <span>
            {device.value.name} {device.value.reachable ? stateText(device.value, values.value) : words.value.device.offline}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Yes and no, or the choices, while the question is open. */
function Reply({ line, untilMs }: { readonly line: Line; readonly untilMs: number }) {
  const { confirm, talk } = words.value;
  const isOver = useSignal(untilMs <= Date.now());
  useEffect(() => {
    const timer = setTimeout(() => (isOver.value = true), Math.max(0, untilMs - Date.now()));
    return () => clearTimeout(timer);
  }, [untilMs]);
  useEffect(() => {
    if (isOver.value) closeQuestion(line.id);
  }, [isOver.value]);
  const choices = line.turn?.choices ?? [];
  if (isOver.value) return <p class="muted">{talk.expired}</p>;
  return (
    <div class="chips">
      {choices.length > 0 ? (
        choices.map((choice, index) => (
          <button key={choice.say} type="button" class="chip" onClick={() => void answer(line, { choice: index + 1 }, choice.say)}>
            {choice.say}
          </button>
        ))
      ) : (
        <>
          <button type="button" class="chip primary" onClick={() => void answer(line, { confirm: true }, confirm.yes)}>
            {confirm.yes}
          </button>
          <button type="button" class="chip" onClick={() => void answer(line, { confirm: false }, confirm.no)}>
            {confirm.no}
          </button>
        </>
      )}
    </div>
  );
}

/** The way to the reason, and back. */
function After({ line: { id, turn } }: { readonly line: Line }) {
  const { talk } = words.value;
  const receiptId = turn?.receiptId;
  if (receiptId === undefined) return null;
  const isNewest = lines.value.at(-1)?.id === id;
  return (
    <p class="after">
      <button type="button" class="link" onClick={() => (openedReceipt.value = receiptId)}>
        {talk.why}
      </button>
      {isNewest && (
        <button type="button" class="link" onClick={() => void say(talk.undoText)}>
          {talk.undo}
        </button>
      )}
    </p>
  );
}

function Examples() {
  const { talk } = words.value;
  if (examples.value.length === 0 || lines.value.length > 0) return null;
  return (
    <div class="examples">
      <p class="muted" id="examples">
        {talk.try}
      </p>
      <div class="chips" role="group" aria-labelledby="examples">
        {examples.value.slice(0, 6).map((example) => (
          <button key={example} type="button" class="chip" onClick={() => void say(example)}>
            {example}
          </button>
        ))}
      </div>
    </div>
  );
}

function Composer() {
  const { talk } = words.value;
  const text = useSignal('');
  const rooms = home.value?.rooms ?? [];
  const chosen = rooms.some(({ id }) => id === speakerRoom.value) ? (speakerRoom.value ?? '') : '';
  const busy = lines.value.at(-1)?.busy === true;
  const submit = (event: Event): void => {
    event.preventDefault();
    const said = text.value.trim();
    if (said === '') return;
    text.value = '';
    void say(said);
  };
  return (
    <form class="composer" onSubmit={submit}>
      <label class="where">
        <span>{talk.room}</span>
        <select value={chosen} onChange={({ currentTarget }) => chooseSpeakerRoom(currentTarget.value === '' ? undefined : currentTarget.value)}>
          <option value="">{talk.noRoom}</option>
          {rooms.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div class="box">
        <input
          type="text"
          aria-label={talk.box}
          placeholder={talk.placeholder}
          value={text.value}
          maxLength={1000}
          autocomplete="off"
          enterkeyhint="send"
          onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        />
        {busy && text.value === '' ? (
          <button type="button" class="round send" aria-label={talk.stop} onClick={stopSpeaking}>
            <Icon name="stop" />
          </button>
        ) : (
          <button type="submit" class="round send" aria-label={talk.send} disabled={text.value.trim() === ''}>
            <Icon name="send" />
          </button>
        )}
      </div>
    </form>
  );
}
