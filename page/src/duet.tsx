import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { act, problemOf } from './acting.ts';
import { msText } from './contests.ts';
import { openedReceipt, playing } from './device/opened.ts';
import { Dialog } from './dialog.tsx';
import { duet, play, voices, type Hearing, type Voice } from './duet-store.ts';
import { storyOf } from './explain.ts';
import { Field } from './field.tsx';
import { deviceName, followed } from './home-store.ts';
import { notify } from './notices.ts';
import { Race } from './race.tsx';
import { words } from './words/index.ts';

const gaps = { least: 120, most: 400 } as const;

/** Plays on the running hub what it is made for: two assistants hear the same words, and one acts. */
export function DuetDialog() {
  if (!playing.value) return null;
  const close = (): void => {
    playing.value = false;
    duet.value = undefined;
  };
  return (
    <Dialog title={words.value.duet.title} onClose={close}>
      <DuetBody />
    </Dialog>
  );
}

function DuetBody() {
  const { duet: said } = words.value;
  const lamps = followed.value.filter(({ device, values }) => device.value.kind === 'light' && device.value.reachable && typeof values.value.on === 'boolean');
  const chosen = useSignal<string | undefined>(undefined);
  const gapMs = useSignal(240);
  const first = useSignal<Voice>('genie');
  const busy = useSignal(false);
  const lamp = lamps.find(({ id }) => id === chosen.value) ?? lamps[0];
  if (lamp === undefined) return <p class="muted">{said.noLamp}</p>;
  const start = async (): Promise<void> => {
    busy.value = true;
    try {
      await play(lamp.id, first.value, gapMs.value);
    } catch (error) {
      notify(problemOf(error));
    } finally {
      busy.value = false;
    }
  };
  return (
    <>
      <p class="muted">{said.hint}</p>
      <div class="form">
        <Field name="lamp" label={said.lamp}>
          {(props) => (
            <select {...props} disabled={busy.value} onChange={({ currentTarget }) => (chosen.value = currentTarget.value)}>
              {lamps.map(({ id, device }) => (
                <option key={id} value={id} selected={id === lamp.id}>
                  {device.value.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="gap" label={said.gap(gapMs.value)}>
          {(props) => (
            <span class="slider">
              <input
                {...props}
                type="range"
                min={gaps.least}
                max={gaps.most}
                step={10}
                value={gapMs.value}
                disabled={busy.value}
                style={{ '--share': `${((gapMs.value - gaps.least) / (gaps.most - gaps.least)) * 100}%` }}
                onInput={({ currentTarget }) => (gapMs.value = currentTarget.valueAsNumber)}
              />
            </span>
          )}
        </Field>
        <div class="field" role="group" aria-labelledby="duet-first">
          <span class="label" id="duet-first">
            {said.first}
          </span>
          <div class="chips">
            {voices.map((voice) => (
              <button key={voice} type="button" class="chip" aria-pressed={first.value === voice} disabled={busy.value} onClick={() => (first.value = voice)}>
                {said.names[voice]}
              </button>
            ))}
          </div>
        </div>
      </div>
      <button type="button" class="wide primary" disabled={busy.value} onClick={() => void start()}>
        {busy.value ? said.running : duet.value === undefined ? said.start : said.again}
      </button>
      <div class="clocks">
        {voices.map((voice) => (
          <Clock key={voice} voice={voice} hearing={duet.value?.hearings[voice] ?? {}} />
        ))}
      </div>
      <Outcome />
    </>
  );
}

/** What came of it, once both were answered. */
function Outcome() {
  const { duet: said } = words.value;
  const played = duet.value;
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => told.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' }), [played?.receipt]);
  if (played?.receipt === undefined || played.commands === undefined) return null;
  const { receipt, device, wasOn } = played;
  return (
    <div class="outcome" role="status" ref={told}>
      <p class="name">{said.once(deviceName(device), played.commands)}</p>
      <Race receipt={receipt} />
      {storyOf(receipt).map((sentence, index) => (
        <p key={index}>{sentence}</p>
      ))}
      <div class="chips">
        <button type="button" class="chip" onClick={() => (openedReceipt.value = receipt.id)}>
          {said.record}
        </button>
        <button type="button" class="chip" onClick={() => void act({ device, do: 'set', attribute: 'on', value: wasOn })}>
          {said.back}
        </button>
      </div>
    </div>
  );
}

/** One turn of the hand is a second. */
const turnMs = 1_000;

/** A stop watch: it starts with the demonstration, marks when this one heard, and stops when it was answered. */
function Clock({ voice, hearing }: { readonly voice: Voice; readonly hearing: Hearing }) {
  const { duet: said } = words.value;
  const { heardMs, answeredMs, decision } = hearing;
  const handMs = useSignal(0);
  const startedAtMs = duet.value?.startedAtMs;
  const runs = startedAtMs !== undefined && answeredMs === undefined;
  useEffect(() => {
    if (!runs) return;
    let frame = requestAnimationFrame(function tick(nowMs) {
      handMs.value = Math.max(0, nowMs - startedAtMs);
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [runs, startedAtMs]);
  const shownMs = answeredMs ?? (startedAtMs === undefined ? 0 : handMs.value);
  const outcome = decision === undefined ? '' : decision === 'won' ? said.won : decision === 'declined' ? said.declined : said.lost;
  return (
    <div class="clock" data-decision={decision}>
      <svg viewBox="-50 -50 100 100" aria-hidden="true" focusable="false">
        <circle class="clock-face" r="46" />
        {heardMs !== undefined && answeredMs !== undefined && <path class="clock-span" d={arcOf(heardMs, answeredMs)} />}
        {Array.from({ length: 20 }, (_, tick) => (
          <line key={tick} class="clock-tick" y1={-44} y2={tick % 5 === 0 ? -36 : -41} transform={`rotate(${tick * 18})`} />
        ))}
        {heardMs !== undefined && <circle class="clock-heard" r="4" cy={-30} transform={`rotate(${turnOf(heardMs)})`} />}
        <line class="clock-hand" y2={-34} transform={`rotate(${turnOf(shownMs)})`} />
        <circle class="clock-pin" r="3" />
      </svg>
      <p class="name">{said.names[voice]}</p>
      <p class="muted">{heardMs === undefined ? said.waiting : said.heard(msText(heardMs))}</p>
      {heardMs !== undefined && answeredMs !== undefined && <p class="muted">{said.answered(msText(answeredMs - heardMs))}</p>}
      <p class="clock-outcome">{outcome}</p>
    </div>
  );
}

const turnOf = (ms: number): number => (ms / turnMs) * 360;

/** The slice of the face from hearing to answer; a short one is still seen. */
function arcOf(fromMs: number, toMs: number): string {
  const point = (ms: number): string => {
    const angle = (turnOf(ms) * Math.PI) / 180;
    return `${(30 * Math.sin(angle)).toFixed(2)} ${(-30 * Math.cos(angle)).toFixed(2)}`;
  };
  const endMs = Math.max(toMs, fromMs + 8);
  return `M0 0L${point(fromMs)}A30 30 0 ${endMs - fromMs > turnMs / 2 ? 1 : 0} 1 ${point(endMs)}Z`;
}
