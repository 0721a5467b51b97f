import type { Attribute } from '../../core/home.ts';
import type { Step, StepResult } from '../../core/step.ts';
import { equalReport, equalWish } from '../values.ts';
import { aspectOf, Facts, fulfils, isNear, reachedFrom } from './facts.ts';
import type { Act, Aspect } from './facts.ts';
import { isIndistinct } from './indistinct.ts';
import type { Message, Utterance } from './plan.ts';
import type { Delivery, History } from './play.ts';

/** What a history came to, compared with what people wanted. */
export interface Verdict {
  /** Utterances that acted twice. */
  readonly double: readonly string[];
  /** What was wanted and did not come about, or came about otherwise than was told. */
  readonly lost: readonly string[];
  /** Decisions beyond half a second. */
  readonly late: readonly string[];
  /** Nobody could tell what was meant; what was made of it. */
  readonly indistinct: 'merged' | 'apart' | undefined;
}

/** Compares a history with the truth it was made from. */
export function judge(history: History): Verdict {
  return new Oracle(history).judge();
}

const decidedWithinMs = 500;

class Oracle {
  readonly #history: History;
  readonly #facts: Facts;
  readonly #double: string[] = [];
  readonly #lost: string[] = [];
  readonly #late: string[] = [];
  readonly #doubles: { readonly about: string; readonly what: string }[] = [];
  /** What did not act, or acted again with good reason. */
  readonly #idle: string[] = [];
  readonly #swallowed: { readonly about: string; readonly what: string }[] = [];

  constructor(history: History) {
    this.#history = history;
    this.#facts = new Facts(history);
  }

  judge(): Verdict {
    this.#inTime();
    this.#asTold();
    const isUnclear = isIndistinct(this.#history, this.#facts);
    if (!isUnclear) {
      for (const utterance of this.#history.utterances) this.#once(utterance);
      this.#cancel();
      this.#rightly();
      this.#inTheEnd();
    }
    return { double: this.#double, lost: this.#lost, late: this.#late, indistinct: isUnclear ? this.#madeOf() : undefined };
  }

  #inTime(): void {
    for (const { message, atMs, answeredAtMs, life } of this.#history.deliveries) {
      if (life === undefined || (answeredAtMs !== undefined && answeredAtMs - atMs <= decidedWithinMs)) continue;
      if (this.#history.crashes.some((crash) => crash.atMs >= atMs && crash.atMs <= (answeredAtMs ?? atMs + decidedWithinMs))) continue;
      this.#late.push(`${message.id} was decided ${answeredAtMs === undefined ? 'never' : `after ${answeredAtMs - atMs} ms`}`);
    }
  }

  /** What holds for every history: nothing moves without a cause, after a decline, or otherwise than everybody is told. */
  #asTold(): void {
    const { deliveries, sendings, hub, devices } = this.#history;
    for (const stray of this.#facts.strays) this.#lost.push(`a command without a cause: ${stray}`);
    // What the disk did not take nobody can be told.
    const isFull = this.#history.plan.disturbances.some(({ what }) => what === 'full');
    for (const act of this.#facts.acts) {
      if (act.result === 'pending' && !isFull) this.#lost.push(`${nameOf(act)} never ended`);
      const accepted = deliveries.some(
        ({ message, decided, answeredAtMs, atMs }) =>
          message === act.message && atMs <= act.sentAtMs && (answeredAtMs === undefined || decided?.decision !== 'declined'),
      );
      if (!accepted) this.#lost.push(`${nameOf(act)} left after its claim was declined`);
      if (act.result === 'done' && !this.#cameAbout(act)) this.#lost.push(`${nameOf(act)} is said to be done and is not`);
      if ((act.result === 'failed' || act.result === 'unknown') && this.#wentWell(act))
        this.#lost.push(`${nameOf(act)} is said to be ${act.result} and came about`);
    }
    for (const { command, atMs } of sendings) {
      const [again] = sendings.filter(
        (other) => other.command.commandId === command.commandId && other.atMs > atMs && other.life === sendings.find((one) => one.command === command)?.life,
      );
      if (again !== undefined) this.#double.push(`a command to ${command.device} left twice`);
    }
    for (const { device, isOnline } of devices.values()) {
      if (!isOnline) continue;
      for (const attribute of ['on', 'brightnessPercent', 'colorTemperatureKelvin', 'mode', 'targetTemperatureCelsius', 'openPercent'] as const) {
        if (!(attribute in device.state)) continue;
        const really = devices.get(device.id)?.all()[attribute];
        const shown = hub.state.value(device.id, attribute);
        if (really === undefined || really === null || shown === undefined) continue;
        if (!equalReport(device, attribute, shown, really)) this.#lost.push(`${device.id} ${attribute} is ${String(really)}, and shown as ${String(shown)}`);
      }
    }
  }

  /** Each utterance acts once, or tells why not. */
  #once(utterance: Utterance): void {
    for (const wish of utterance.wishes) {
      const about = aspectOf(wish);
      const acts = this.#facts.acts.filter((act) => act.utterance === utterance && act.device.device.id === wish.device && act.wished === about);
      if (acts.length > 0 && acts.every(({ result }) => result === 'failed' || result === 'unknown')) this.#idle.push(aboutOf(acts[0]?.message, about));
      if (utterance.isStale) {
        if (acts.length > 0) this.#lost.push(`${utterance.id} acted, and is too old for that`);
      } else if (utterance.by === 'finger') this.#lastWrite(utterance, wish);
      else if (acts.length === 0) this.#unheard(utterance, wish, utterance.messages);
      else for (const [index, act] of acts.entries()) if (index > 0 && acts[index - 1] !== undefined) this.#again(acts.slice(0, index), act);
    }
  }

  #again(earlier: readonly Act[], act: Act): void {
    const { hands, plan } = this.#history;
    const about = aboutOf(act.message, act.wished);
    if (earlier.every(({ result }) => result === 'failed' || result === 'unknown')) {
      this.#idle.push(about, `${about} twice`);
      return;
    }
    const first = earlier[0];
    const byHand = hands.some(
      (hand) => hand.device === act.device.device.id && hand.atMs > (first?.sentAtMs ?? 0) - 3_000 && hand.atMs < act.delivery.atMs - 1_000,
    );
    if (byHand) return;
    // What was unknown at a crash may have found no place on the disk.
    const insane = plan.disturbances.some(({ what }) => what === 'jump' || what === 'full') && plan.disturbances.some(({ what }) => what === 'crash');
    if (insane || this.#cameAnew(earlier, act)) {
      this.#idle.push(about, `${about} twice`);
      return;
    }
    this.#doubles.push({
      about,
      what: `${nameOf(act)} acted, and so had ${earlier.map(({ message }) => message.id).join(', ')}`,
    });
  }

  /** After a crash a message that was not answered is a new one, and comes when the window may be over. */
  #cameAnew([first]: readonly Act[], { delivery, message }: Act): boolean {
    const { crashes } = this.#history;
    const sinceMs = first?.delivery.atMs ?? 0;
    const windowMs = message.source.viaCloud ? 4_000 : 1_500;
    return delivery.atMs - sinceMs > windowMs && crashes.some(({ atMs }) => atMs >= sinceMs && atMs <= delivery.atMs);
  }

  /** Where messages of two equal orders overtake each other, who acted for whom makes no difference. */
  #cancel(): void {
    for (const { about, what } of this.#doubles) {
      const idle = this.#idle.indexOf(about);
      const swallowed = this.#swallowed.findIndex((one) => one.about === about);
      if (swallowed !== -1) this.#swallowed.splice(swallowed, 1);
      if (idle === -1) this.#double.push(what);
      else this.#idle.splice(idle, 1);
    }
    for (const { about, what } of this.#swallowed) if (!this.#idle.some((one) => one === `${about} twice`)) this.#lost.push(what);
  }

  /** No command came of it. */
  #unheard(utterance: Utterance, wish: Step, messages: readonly Message[]): void {
    const { plan } = this.#history;
    const heard = this.#history.deliveries.filter(
      ({ message }) => messages.includes(message) && message.wishes.some((one) => aspectOf(one) === aspectOf(wish)),
    );
    if (heard.length === 0) return;
    this.#idle.push(aboutOf(heard[0]?.message ?? messages[0], aspectOf(wish)));
    const told = heard.map((delivery) => ({ delivery, result: this.#resultOf(delivery, wish) }));
    const accepted = told.filter(({ delivery }) => delivery.decided !== undefined && delivery.decided.decision !== 'declined');
    if (accepted.length === 0) {
      if (!this.#isDisturbed(wish.device)) this.#lost.push(`${utterance.id} ${aspectOf(wish)} was declined without need`);
      return;
    }
    // A full disk took no end.
    if (plan.disturbances.some(({ what }) => what === 'full') && accepted.some(({ result }) => result === 'pending')) return;
    if (accepted.some(({ result }) => result === 'failed' || result === 'unknown' || result === 'refused')) {
      if (!this.#isDisturbed(wish.device, aspectOf(wish))) this.#lost.push(`${utterance.id} ${aspectOf(wish)} failed without need`);
      return;
    }
    const message = heard[0]?.message;
    if (utterance.by !== 'voice' && this.#isSuperseded(utterance, wish)) return;
    // It may have been so when it was first heard, and the answer got lost.
    const wasSo = heard.some((delivery) => delivery.life !== undefined && this.#wasSo(delivery, wish, utterance));
    if (!wasSo && message !== undefined)
      this.#swallowed.push({ about: aboutOf(message, aspectOf(wish)), what: `${utterance.id} ${aspectOf(wish)} was swallowed` });
  }

  /** A finger that goes on, or an automation's next word, takes the place of what waits. */
  #isSuperseded(utterance: Utterance, wish: Step): boolean {
    const own = utterance.messages[0];
    return this.#history.deliveries.some(
      ({ message, atMs, steps }) =>
        own !== undefined &&
        message.source === own.source &&
        message.utterance !== utterance.id &&
        atMs >= own.atMs &&
        atMs <= own.atMs + 11_000 &&
        steps.some((step) => step.device === wish.device && aspectOf(step) === aspectOf(wish)),
    );
  }

  /** It was as it was wanted. */
  #wasSo(delivery: Delivery, wish: Step, utterance: Utterance): boolean {
    const device = this.#history.devices.get(wish.device);
    const said = delivery.steps.find((step) => aspectOf(step) === aspectOf(wish));
    if (device === undefined || said === undefined || said.do === 'run') return false;
    const { values, isBlurred } = this.#facts.plausible(wish.device, said.attribute, delivery.atMs, utterance.by === 'finger' ? undefined : utterance);
    if (said.do === 'set' && isBlurred && typeof said.value === 'number') return fulfils(device, said, said.value, { values, isBlurred });
    const same = (before: (typeof values)[number]): boolean => {
      const reached = reachedFrom(device, said, before);
      const isOff =
        said.attribute === 'brightnessPercent' && reached === 0 && this.#facts.plausible(wish.device, 'on', delivery.atMs, utterance).values.includes(false);
      if (said.do !== 'set') return isNear(said.attribute, reached, before) || isOff;
      return isOff || equalWish(device.device, said.attribute, reached, before) || isNear(said.attribute, reached, before);
    };
    return values.some(same);
  }

  /** Where a finger leaves a slider, there it stays. */
  #lastWrite(utterance: Utterance, wish: Step): void {
    const last = utterance.messages.at(-1);
    if (last === undefined) return;
    const acts = this.#facts.acts.filter(({ message, wished }) => message === last && wished === aspectOf(wish));
    if (acts.length === 0) this.#unheard(utterance, wish, [last]);
  }

  /** Every command has the value that it should have. */
  #rightly(): void {
    for (const act of this.#facts.acts) {
      if (act.about === 'run') continue;
      const { wished } = act;
      const said = act.delivery.steps.find((step) => aspectOf(step) === wished);
      if (said === undefined || wished === 'run') continue;
      const plausible = this.#facts.plausible(act.device.device.id, wished, act.delivery.atMs, act);
      if (!fulfils(act.device, said, wished === act.about ? act.value : 0, plausible)) {
        this.#lost.push(`${nameOf(act)} sent ${String(act.value)}, measured from ${plausible.values.map(String).join(' or ')}`);
      }
    }
  }

  /** What was wanted last is so in the end. */
  #inTheEnd(): void {
    for (const { device, value } of [...this.#history.devices.values()].map((one) => ({ device: one, value: one.value.bind(one) }))) {
      for (const attribute of ['on', 'brightnessPercent', 'colorTemperatureKelvin', 'mode', 'targetTemperatureCelsius', 'openPercent'] as const) {
        if (!(attribute in device.device.state) || !this.#isTouched(device.device.id, attribute)) continue;
        const { values, isBlurred } = this.#facts.plausible(device.device.id, attribute);
        const really = value(attribute);
        const numbers = values.filter((one) => typeof one === 'number');
        const between =
          isBlurred && typeof really === 'number' && numbers.length > 0 && really >= Math.min(...numbers) - 3 && really <= Math.max(...numbers) + 3;
        if (!between && !values.some((one) => equalReport(device.device, attribute, one, really))) {
          this.#lost.push(`${device.device.id} ${attribute} ends at ${String(really)} and should be ${values.map(String).join(' or ')}`);
        }
      }
    }
  }

  #isTouched(device: string, attribute: Attribute): boolean {
    return this.#facts.actsOn(device, attribute).length > 0;
  }

  #resultOf(delivery: Delivery, wish: Step): StepResult['result'] | undefined {
    const { decided, message } = delivery;
    if (decided === undefined) return undefined;
    const receipt = this.#history.hub.arbiter.receipt(decided.receiptId);
    const claim = receipt?.claims.find(({ turnId }) => turnId === message.id);
    const told = claim?.steps.find((step) => aspectOf(step) === aspectOf(wish))?.result;
    if (told !== undefined && told !== 'pending') return told;
    // A full disk takes no end; who waits for it is told all the same.
    return delivery.settled?.[delivery.steps.findIndex((step) => aspectOf(step) === aspectOf(wish))]?.result ?? told;
  }

  #cameAbout({ commandId, device, about, value, sentAtMs }: Act): boolean {
    // What cannot be seen is believed when it is acknowledged.
    if (about === 'run') return true;
    // What an earlier command does later looks until then as if it were there.
    const passes = device.deeds.some(
      (deed) => deed.attribute === about && deed.commandId !== commandId && deed.atMs + device.nature.rampMs + device.nature.reportMs >= sentAtMs,
    );
    if (device.failed.has(commandId) && passes) return true;
    // Of what a newer one replaced nobody will ever see what became of it.
    if (
      this.#facts.acts.some(
        (newer) =>
          newer.device === device &&
          newer.commandId !== commandId &&
          newer.sentAtMs >= sentAtMs &&
          (newer.about === about || about === 'on' || newer.value === false),
      )
    )
      return true;
    return (
      device.deeds.some((deed) => deed.attribute === about && deed.atMs >= sentAtMs && equalReport(device.device, about, deed.value, value)) ||
      equalReport(device.device, about, device.value(about), value)
    );
  }

  /** It arrived, and nothing stood in the way of noticing it. */
  #wentWell(act: Act): boolean {
    const { crashes, hands } = this.#history;
    const id = act.device.device.id;
    if (crashes.length > 0 || act.device.outages.length > 0 || act.device.nature.failing > 0) return false;
    if (hands.some((hand) => hand.device === id)) return false;
    if (this.#facts.acts.some((other) => other.device === act.device && other.sentAtMs >= act.sentAtMs && other.commandId !== act.commandId)) return false;
    return act.device.deeds.some((deed) => deed.commandId === act.commandId);
  }

  /** Something stood in the way of obeying. */
  #isDisturbed(device: string, about: Aspect = 'run'): boolean {
    const { plan, devices } = this.#history;
    // A mode has a temperature of its own.
    if (about === 'targetTemperatureCelsius' && this.#facts.actsOn(device, 'mode').length > 0) return true;
    const nature = devices.get(device)?.nature;
    return (
      plan.disturbances.some((one) => one.what !== 'hand' || one.device === device) || (nature !== undefined && (nature.failing > 0 || nature.readMs > 290))
    );
  }

  /** Whether fewer acted than were meant. */
  #madeOf(): 'merged' | 'apart' {
    const acted = new Set(this.#facts.acts.map(({ utterance }) => utterance));
    return this.#history.utterances.some((utterance) => utterance.by === 'voice' && !utterance.isStale && !acted.has(utterance)) ? 'merged' : 'apart';
  }
}

/** What is wished of what, in which direction. */
function aboutOf(message: Message | undefined, aspect: Aspect): string {
  const wish = message?.wishes.find((step) => aspectOf(step) === aspect);
  const how = wish === undefined || wish.do === 'run' ? '' : wish.do === 'set' ? String(wish.value) : wish.do === 'adjust' ? Math.sign(wish.by) : wish.do;
  return `${wish?.device ?? ''} ${aspect} ${how}`;
}

function nameOf({ message, device, about }: Act): string {
  return `${message.id} on ${device.device.id} ${about}`;
}
