import type { Step } from '../../core/step.ts';
import type { Settable } from '../values.ts';
import { castDevice } from './cast.ts';
import { sources } from './plan.ts';
import type { Automation, Disturbance, Message, Plan, Source, Utterance } from './plan.ts';
import { Random } from './random.ts';
import { absolute, relative, temperature } from './wishes.ts';
import type { Kind } from './wishes.ts';

const saying = [sources.genie, sources.kitchen, sources.hall] as const;
const voices = [sources.siri, sources.genie, sources.kitchen, sources.hall] as const;
/** A device that settles in reports readings for five seconds. */
const beginsAtMs = 6_000;

/** One story: what people want, what their assistants make of it, and what goes wrong meanwhile. The same seed gives the same one. */
export function generate(seed: number): Plan {
  return new Generator(seed).plan();
}

class Generator {
  readonly #random: Random;
  readonly #seed: number;
  readonly #utterances: Utterance[] = [];
  readonly #disturbances: Disturbance[] = [];
  readonly #automations: Automation[] = [];
  /** When a pairing last wrote to a device, and for whom: another utterance's write within a second would be a finger. */
  readonly #writes = new Map<string, { readonly atMs: number; readonly utterance: string }>();
  #atMs = beginsAtMs;

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = new Random(seed);
  }

  plan(): Plan {
    const random = this.#random;
    const kinds: Kind[] = ['light', random.pick(['light', 'air-conditioner', 'curtain', 'outlet', 'button'] as const)];
    const cast = kinds.map((kind, index) => castDevice(kind, `${kind}${index}`, random));
    const kindOf = (index: number): Kind => kinds[index] ?? 'light';
    const focus = random.int(0, 1);
    const scenes = random.chance(0.3) ? 1 : random.chance(0.6) ? 2 : 3;
    for (let count = 0; count < scenes; count += 1) {
      const index = random.chance(0.85) ? focus : 1 - focus;
      this.#scene(kindOf(index), `virtual:${kindOf(index)}${index}`);
      this.#atMs += random.chance(0.15) ? random.int(300, 1_500) : random.chance(0.3) ? random.int(1_500, 4_000) : random.int(4_000, 9_000);
    }
    this.#disturb(
      cast.map(({ device }) => device.id),
      kinds,
    );
    const arrivals = this.#utterances.flatMap(({ messages }) => messages.flatMap(({ atMs, againAtMs }) => [atMs, ...againAtMs]));
    const ends = this.#disturbances.map((one) => one.atMs + ('forMs' in one ? one.forMs : 'downMs' in one ? one.downMs : 0));
    return {
      seed: this.#seed,
      devices: cast,
      utterances: this.#utterances,
      disturbances: this.#disturbances,
      automations: this.#automations,
      lagMs: random.int(20, 600),
      lastMs: Math.max(...arrivals, ...ends),
    };
  }

  #scene(kind: Kind, device: string): void {
    const random = this.#random;
    if (kind === 'button') {
      this.#say([{ device, do: 'run', action: 'press' }], this.#some(random.int(1, 3)));
      return;
    }
    const scene = random.pick(scenesOf[kind]);
    switch (scene) {
      case 'same':
        this.#say([absolute(random, kind, device)], this.#some(random.int(2, 3)));
        return;
      case 'alone':
        this.#say([random.chance(0.5) ? absolute(random, kind, device) : relative(random, kind, device)], this.#some(1));
        return;
      case 'more':
        this.#say([relative(random, kind, device)], this.#some(random.int(2, 3)));
        return;
      case 'twice': {
        const wish = relative(random, kind, device);
        const who = this.#some(random.int(1, 2));
        this.#say([wish], who);
        this.#atMs += random.int(1_200, 3_000);
        this.#say([wish], random.chance(0.9) ? who : this.#some(random.int(1, 2)));
        return;
      }
      case 'other':
        this.#say([absolute(random, kind, device)], this.#some(random.int(1, 2)));
        this.#atMs += random.int(50, 2_500);
        this.#say([random.chance(0.6) ? absolute(random, kind, device) : relative(random, kind, device)], this.#some(random.int(1, 2)));
        return;
      case 'opposite': {
        const attribute = kind === 'curtain' ? 'openPercent' : 'on';
        const [first, then]: readonly [Settable, Settable] = kind === 'curtain' ? [100, 0] : random.chance(0.5) ? [true, false] : [false, true];
        const who = this.#some(random.int(1, 2));
        this.#say([{ device, do: 'set', attribute, value: first }], who);
        this.#atMs += random.int(1_000, 3_000);
        this.#say([{ device, do: 'set', attribute, value: then }], random.chance(0.8) ? who : this.#some(random.int(1, 2)));
        return;
      }
      case 'toggle':
        this.#say(
          [{ device, do: 'toggle', attribute: kind === 'curtain' ? 'openPercent' : 'on' }],
          random.chance(0.15) ? this.#some(2) : random.some(saying, random.int(1, 3)),
        );
        return;
      case 'both':
        this.#sayInParts(
          kind === 'air-conditioner'
            ? [{ device, do: 'set', attribute: 'mode', value: random.pick(['cool', 'heat', 'dry', 'auto']) }, temperature(random, device)]
            : [{ device, do: 'set', attribute: 'color', value: random.pick(['red', 'blue', 'green']) }, relative(random, kind, device)],
        );
        return;
      case 'full':
        this.#sayFull(device);
        return;
      case 'colour':
        this.#say([{ device, do: 'set', attribute: 'on', value: false }], this.#some(1));
        this.#atMs += random.int(1_200, 3_000);
        this.#say([{ device, do: 'set', attribute: 'color', value: random.pick(['red', 'blue']) }], this.#some(random.int(1, 2)));
        this.#atMs += random.int(1_200, 3_000);
        this.#say([{ device, do: 'set', attribute: 'on', value: true }], this.#some(random.int(1, 2)));
        return;
      case 'close': {
        const value = random.int(18, 28);
        this.#say([{ device, do: 'set', attribute: 'targetTemperatureCelsius', value }], this.#some(1));
        this.#atMs += random.int(300, 2_500);
        this.#say([{ device, do: 'set', attribute: 'targetTemperatureCelsius', value: value + 0.5 }], this.#some(1));
        return;
      }
      case 'drag':
        this.#drag(kind, device);
        return;
      case 'direct': {
        const who = random.pick([sources.page, sources.switch, sources.automation]);
        const wish = random.chance(0.5) ? absolute(random, kind, device) : relative(random, kind, device);
        if (random.chance(0.5)) {
          this.#say([wish], this.#some(random.int(1, 2)));
          this.#atMs += random.int(100, 1_500);
        }
        this.#order(who, [random.chance(0.5) ? wish : absolute(random, kind, device)], this.#atMs);
        return;
      }
      case 'people': {
        const wish = relative(random, kind, device);
        const [one, other] = this.#some(2);
        if (one === undefined || other === undefined) return;
        this.#say([wish], [one]);
        this.#atMs += random.int(0, 3_000);
        this.#say([wish], [other]);
        return;
      }
      case 'stale':
        this.#say([absolute(random, kind, device)], [random.pick([sources.kitchen, sources.hall])], random.int(11_000, 40_000));
        return;
    }
  }

  /** Several assistants hear it, each at its own pace. */
  #say(wishes: readonly Step[], who: readonly Source[], heardAgoMs = 0): void {
    const id = this.#nextId();
    const sameTick = this.#random.chance(0.3);
    const messages: Message[] = [];
    for (const source of who) {
      const atMs = this.#atMs + (sameTick && source.saysWhen ? 100 : this.#delayOf(source));
      if (!this.#mayWrite(source, deviceOf(wishes), id, atMs)) continue;
      messages.push(this.#message(id, messages.length, source, wishes, atMs, heardAgoMs));
    }
    if (messages.length > 0) this.#utterances.push({ id, by: 'voice', wishes, messages, isStale: heardAgoMs > 10_000 });
  }

  /** One source sends each wish by itself, another one all together. */
  #sayInParts(wishes: readonly Step[]): void {
    const id = this.#nextId();
    const messages: Message[] = [];
    const [first, second] = this.#random.chance(0.5) ? [sources.siri, sources.genie] : [sources.genie, this.#random.pick([sources.kitchen, sources.siri])];
    let atMs = this.#atMs + this.#delayOf(first);
    for (const wish of wishes) {
      if (this.#mayWrite(first, wish.device, id, atMs)) messages.push(this.#message(id, messages.length, first, [wish], atMs, 0));
      atMs += this.#random.int(0, 120);
    }
    if (this.#random.chance(0.8)) {
      const secondAtMs = this.#atMs + this.#delayOf(second);
      if (this.#mayWrite(second, deviceOf(wishes), id, secondAtMs)) messages.push(this.#message(id, messages.length, second, wishes, secondAtMs, 0));
    }
    if (messages.length > 0) this.#utterances.push({ id, by: 'voice', wishes, messages, isStale: false });
  }

  /** HomeKit sends a brightness along with "on". */
  #sayFull(device: string): void {
    const on: Step = { device, do: 'set', attribute: 'on', value: true };
    const full: Step = { device, do: 'set', attribute: 'brightnessPercent', value: 100 };
    const id = this.#nextId();
    const messages: Message[] = [];
    for (const [source, wishes] of [
      [sources.siri, [on, full]],
      [this.#random.pick([sources.genie, sources.kitchen]), [on]],
    ] as const) {
      const atMs = this.#atMs + this.#delayOf(source);
      if (this.#mayWrite(source, device, id, atMs)) messages.push(this.#message(id, messages.length, source, wishes, atMs, 0));
    }
    if (messages.length > 0) this.#utterances.push({ id, by: 'voice', wishes: [on], messages, isStale: false });
  }

  /** A finger on a slider, perhaps somebody's word in between, perhaps Siri afterwards. */
  #drag(kind: Kind, device: string): void {
    const random = this.#random;
    const attribute = kind === 'light' ? 'brightnessPercent' : kind === 'curtain' ? 'openPercent' : 'targetTemperatureCelsius';
    const isTemperature = attribute === 'targetTemperatureCelsius';
    const id = this.#nextId();
    const source = random.pick([sources.siri, sources.pad, sources.page]);
    const messages: Message[] = [];
    let value = isTemperature ? random.int(18, 26) : random.int(10, 60);
    let atMs = this.#atMs;
    const writes = random.int(3, random.chance(0.2) ? 20 : 8);
    const wishOf = (): Step => ({ device, do: 'set', attribute, value });
    if (!this.#mayWrite(source, device, id, atMs)) return;
    for (let count = 0; count < writes; count += 1) {
      messages.push(this.#message(id, count, source, [wishOf()], atMs, 0));
      this.#mayWrite(source, device, id, atMs);
      value = isTemperature ? Math.min(32, value + 0.5) : Math.min(100, value + random.int(1, 5));
      atMs += random.int(30, 250);
    }
    this.#utterances.push({ id, by: 'finger', wishes: messages.at(-1)?.wishes ?? [], messages, isStale: false });
    const startedAtMs = this.#atMs;
    if (random.chance(0.5)) {
      // In the midst of it, or while its last value waits.
      const last = messages.at(-1)?.atMs ?? atMs;
      const wordAtMs = random.chance(0.5) ? random.int(startedAtMs, atMs) : last + random.int(1, 300);
      const wish = random.chance(0.6) ? absolute(random, kind, device) : relative(random, kind, device);
      this.#order(random.pick([sources.genie, sources.kitchen]), [wish], wordAtMs);
    }
    this.#atMs = atMs + random.int(0, 300);
    if (random.chance(0.4)) {
      this.#atMs = atMs + random.int(1_000, 4_000);
      this.#say(
        [random.chance(0.5) ? absolute(random, kind, device) : relative(random, kind, device)],
        [sources.siri, ...this.#some(1)].slice(0, random.int(1, 2)),
      );
    }
  }

  /** One source sends it, just then. */
  #order(source: Source, wishes: readonly Step[], atMs: number): void {
    const id = this.#nextId();
    const message = this.#message(id, 0, source, wishes, atMs, 0);
    const by = source.origin === 'automation' ? 'automation' : source.origin === 'direct' ? 'direct' : 'voice';
    this.#utterances.push({ id, by, wishes, messages: [message], isStale: false });
  }

  #disturb(devices: readonly string[], kinds: readonly Kind[]): void {
    const random = this.#random;
    const messages = this.#utterances.flatMap((utterance) => utterance.messages);
    const aim = (): number => (messages.length === 0 ? this.#atMs : random.pick(messages).atMs);
    const somewhere = (): number => random.int(beginsAtMs, this.#atMs + 4_000);
    if (random.chance(0.22)) {
      const atMs = aim();
      const stalled = random.chance(0.3);
      if (stalled) this.#disturbances.push({ what: 'stall', atMs: atMs - random.int(0, 20), forMs: random.int(50, 1_500) });
      this.#disturbances.push({
        what: 'crash',
        atMs: atMs + (stalled ? random.int(0, 600) : random.int(0, 12)),
        power: random.chance(0.2),
        downMs: random.int(200, 3_000),
      });
    }
    if (random.chance(0.15)) this.#disturbances.push({ what: 'stall', atMs: aim() - random.int(0, 30), forMs: random.int(50, 1_500) });
    if (random.chance(0.03)) this.#disturbances.push({ what: 'full', atMs: aim() - random.int(0, 30), forMs: random.int(50, 1_500) });
    if (random.chance(0.08)) {
      this.#disturbances.push({
        what: 'outage',
        atMs: somewhere(),
        device: random.pick(devices),
        forMs: random.int(500, 8_000),
        noticedMs: random.int(0, 1_000),
      });
    }
    if (random.chance(0.15)) {
      const index = random.int(0, 1);
      const wish = absolute(random, kinds[index] ?? 'light', devices[index] ?? '');
      if (wish.do === 'set' && kinds[index] !== 'button') {
        this.#disturbances.push({ what: 'hand', atMs: somewhere(), device: wish.device, values: { [wish.attribute]: wish.value } });
      }
    }
    if (random.chance(0.04)) this.#disturbances.push({ what: 'jump', atMs: somewhere(), byMs: random.pick([-3_600_000, -2_500, 3_000, 30_000, 86_400_000]) });
    if (random.chance(0.12)) this.#automate(devices, kinds);
  }

  /** "When the lamp goes on, …" */
  #automate(devices: readonly string[], kinds: readonly Kind[]): void {
    const random = this.#random;
    const at = kinds.findIndex((kind) => kind === 'light' || kind === 'outlet');
    const target = random.int(0, 1);
    const kind = kinds[target] ?? 'light';
    if (kind === 'button') return;
    this.#automations.push({
      device: devices[at] ?? '',
      attribute: 'on',
      value: random.chance(0.5),
      steps: [absolute(random, kind, devices[target] ?? '')],
      afterMs: random.int(5, 400),
      source: random.chance(0.6) ? sources.automation : sources.tv,
    });
  }

  #message(utterance: string, index: number, source: Source, wishes: readonly Step[], atMs: number, heardAgoMs: number): Message {
    const again = source.hasIds && this.#random.chance(0.1);
    return {
      id: `${utterance}.${index}`,
      utterance,
      source,
      atMs,
      wishes,
      againAtMs: again ? [atMs + this.#random.int(50, 3_000)] : [],
      heardAgoMs: heardAgoMs > 0 ? heardAgoMs : Math.max(0, atMs - this.#atMs),
      clockOffsetMs: this.#random.chance(0.8) ? 0 : this.#random.int(-400, 400),
    };
  }

  #delayOf(source: Source): number {
    const random = this.#random;
    if (source.viaCloud) return random.chance(0.7) ? random.int(200, 1_500) : random.int(1_500, 3_500);
    return source.reckons ? random.int(50, 1_400) : random.int(20, 400);
  }

  /** Whether this pairing can say this then without its being taken for a finger. */
  #mayWrite(source: Source, device: string, utterance: string, atMs: number): boolean {
    if (source.origin !== 'unsure') return true;
    const key = `${source.id} ${device}`;
    const last = this.#writes.get(key);
    if (last !== undefined && last.utterance !== utterance && Math.abs(atMs - last.atMs) <= 1_050) return false;
    this.#writes.set(key, { atMs, utterance });
    return true;
  }

  #some(count: number): readonly Source[] {
    return this.#random.some(voices, count);
  }

  #nextId(): string {
    return `u${this.#utterances.length + 1}`;
  }
}

function deviceOf(wishes: readonly Step[]): string {
  return wishes[0]?.device ?? '';
}

const shared = ['same', 'alone', 'other', 'direct', 'stale'] as const;
const scenesOf = {
  light: [...shared, 'same', 'more', 'more', 'twice', 'twice', 'opposite', 'toggle', 'both', 'full', 'colour', 'drag', 'drag', 'drag', 'people'],
  'air-conditioner': [...shared, 'more', 'twice', 'both', 'both', 'close', 'drag', 'people'],
  curtain: [...shared, 'more', 'twice', 'opposite', 'toggle', 'drag', 'people'],
  outlet: [...shared, 'toggle', 'toggle', 'twice', 'opposite'],
} as const;
