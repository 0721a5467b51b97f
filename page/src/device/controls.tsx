import { useEffect, useRef, useState } from 'preact/hooks';
import { rangeOf } from '../../../src/core/attributes.ts';
import type { Attribute } from '../../../src/core/home.ts';
import type { Action } from '../../../src/core/step.ts';
import { act } from '../acting.ts';
import { valueText } from '../describe.ts';
import type { Followed } from '../home-store.ts';
import { Icon, type IconName } from '../icons.tsx';
import { words, wordOr } from '../words/index.ts';

interface ControlProps {
  readonly followed: Followed;
  readonly attribute: Attribute;
}

const nameOf = ({ followed, attribute }: ControlProps): string => `${followed.device.value.name} ${words.value.attributes[attribute]}`;

/** On or off. Bears the device's own name where it is the device's main switch. */
export function Switch({ followed, attribute, label }: ControlProps & { readonly label?: string }) {
  const value = followed.values.value[attribute];
  const { id, reachable } = { id: followed.id, reachable: followed.device.value.reachable };
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked={value === true}
      aria-label={label ?? nameOf({ followed, attribute })}
      disabled={!reachable}
      onClick={() => void act({ device: id, do: 'set', attribute, value: value !== true })}
    >
      <span class="thumb" />
    </button>
  );
}

/** A number to drag. What is dragged shows at once; it is asked for when the hand rests, so that a drag is one order. */
export function Slider({ followed, attribute, quiet = false }: ControlProps & { readonly quiet?: boolean }) {
  const device = followed.device.value;
  const { min = 0, max = 100, step = attribute === 'colorTemperatureKelvin' ? 100 : 1 } = rangeOf(device, attribute);
  const told = followed.values.value[attribute];
  const [dragged, setDragged] = useState<number>();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const value = dragged ?? (typeof told === 'number' ? told : min);
  const settle = (next: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setDragged(undefined);
      void act({ device: device.id, do: 'set', attribute, value: next });
    }, 220);
  };
  const share = max > min ? ((value - min) / (max - min)) * 100 : 0;
  return (
    <div class={quiet ? 'slider quiet' : 'slider'} data-attribute={attribute}>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={!device.reachable}
        aria-label={nameOf({ followed, attribute })}
        aria-valuetext={typeof told === 'number' || dragged !== undefined ? valueText(attribute, value) : words.value.device.unknown}
        style={{ '--share': `${Math.max(0, Math.min(100, share))}%` }}
        onInput={({ currentTarget }) => {
          clearTimeout(timer.current);
          setDragged(currentTarget.valueAsNumber);
        }}
        onChange={({ currentTarget }) => settle(currentTarget.valueAsNumber)}
      />
    </div>
  );
}

/** A temperature: the number with a step down and a step up. */
export function Stepper({ followed, attribute }: ControlProps) {
  const device = followed.device.value;
  const { min = -Infinity, max = Infinity, step = 1 } = rangeOf(device, attribute);
  const value = followed.values.value[attribute];
  const name = nameOf({ followed, attribute });
  const change = (by: number): void => {
    const from = typeof value === 'number' ? value : Math.round((Math.max(min, 0) + Math.min(max, 40)) / 2);
    void act({ device: device.id, do: 'set', attribute, value: Math.max(min, Math.min(max, Math.round((from + by) * 10) / 10)) });
  };
  return (
    <div class="stepper" role="group" aria-label={name}>
      <button
        type="button"
        class="round"
        disabled={!device.reachable || value === min}
        aria-label={`${name} ${words.value.device.cooler}`}
        onClick={() => change(-step)}
      >
        <Icon name="minus" />
      </button>
      <output>{valueText(attribute, value)}</output>
      <button
        type="button"
        class="round"
        disabled={!device.reachable || value === max}
        aria-label={`${name} ${words.value.device.warmer}`}
        onClick={() => change(step)}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}

/** One of several words: a mode, a source. */
export function Select({ followed, attribute, options }: ControlProps & { readonly options: readonly string[] }) {
  const { id, reachable } = followed.device.value;
  const value = followed.values.value[attribute];
  const current = typeof value === 'string' ? value : '';
  const all = options.includes(current) || current === '' ? options : [current, ...options];
  return (
    <select
      value={current}
      disabled={!reachable}
      aria-label={nameOf({ followed, attribute })}
      onChange={({ currentTarget }) => void act({ device: id, do: 'set', attribute, value: currentTarget.value })}
    >
      {current === '' && <option value="">{words.value.device.unknown}</option>}
      {all.map((option) => (
        <option key={option} value={option}>
          {attribute === 'color' ? wordOr(words.value.device.colorOf, option, option) : wordOr(words.value.values, option, option)}
        </option>
      ))}
    </select>
  );
}

/** A button that sets one value, or runs one action. */
export function Press({
  followed,
  text,
  icon,
  ...wanted
}: {
  readonly followed: Followed;
  readonly text: string;
  readonly icon?: IconName;
} & ({ readonly attribute: Attribute; readonly value: string | number | boolean } | { readonly action: Action })) {
  const { id, name, reachable } = followed.device.value;
  const press = (): void => {
    if ('action' in wanted) void act({ device: id, do: 'run', action: wanted.action });
    else void act({ device: id, do: 'set', attribute: wanted.attribute, value: wanted.value });
  };
  return (
    <button type="button" class="press" disabled={!reachable} aria-label={`${name} ${text}`} onClick={press}>
      {icon && <Icon name={icon} size={18} />}
      <span>{text}</span>
    </button>
  );
}
