/** Frames, a home and a conversation become a plan: contracts §2. */
import type { Frame, Phrase } from '../core/frame.ts';
import type { Device, HomeView } from '../core/home.ts';
import type { Outcome, Plan, PlanPart } from '../core/plan.ts';
import { isRisky } from '../core/risk.ts';
import type { Step } from '../core/step.ts';
import type { Language } from '../ports/language.ts';
import type { Utterance } from '../ports/reader.ts';
import { commandParts, confirmText, stepsOf, whenText } from './command.ts';
import type { CommandContext } from './command.ts';
import { chosen } from './conversation.ts';
import type { Conversation, Deed, Pending } from './conversation.ts';
import { indexOf } from './home-index.ts';
import { act, answer, ask, confirm, later, none, skillPart } from './part.ts';
import { questionPart } from './question.ts';
import { tellSteps } from './telling.ts';
import { wishPart } from './wish.ts';

export interface PlanInput {
  readonly frames: readonly Frame[];
  readonly utterance: Utterance;
  readonly view: HomeView;
  readonly language: Language;
  readonly conversation: Conversation;
  readonly nowMs: number;
}

/** A plan, and what the conversation remembers of it. */
export interface Planned {
  readonly plan: Plan;
  readonly next: Omit<Conversation, 'atMs'>;
}

interface Running {
  lastFrame: Conversation['lastFrame'];
  lastDevices: readonly string[];
  pending: Pending | undefined;
  /** Whether what waited was answered, so that it is over. */
  answered: boolean;
  deed: Deed | undefined;
}

export function planFrames(input: PlanInput): Planned {
  const index = indexOf(input.view.home);
  const { conversation, language } = input;
  const running: Running = {
    lastFrame: conversation.lastFrame,
    lastDevices: conversation.lastDevices,
    pending: conversation.pending,
    answered: false,
    deed: conversation.deed,
  };
  const room = input.utterance.room !== undefined && index.home.rooms.some((one) => one.id === input.utterance.room) ? input.utterance.room : undefined;
  const parts: PlanPart[] = [];
  for (const frame of input.frames) {
    const last = running.lastDevices.flatMap((id) => index.byId.get(id) ?? []);
    const context = { language, index, last, view: input.view, ...(room === undefined ? {} : { room }) };
    parts.push(...planFrame(frame, context, running));
  }
  const useful = parts.filter((part) => part.outcome !== 'none');
  const plan = joined(useful.length ? useful : parts.slice(0, 1), language);
  return { plan, next: remembered(plan, running, input) };
}

type Context = CommandContext & { readonly view: HomeView };

function planFrame(frame: Frame, context: Context, running: Running): readonly PlanPart[] {
  switch (frame.is) {
    case 'command':
      return command(frame, context, running);
    case 'question': {
      const { part, devices } = questionPart(frame, context);
      if (part.outcome === 'answer') spoke(running, devices, frame);
      return [part];
    }
    case 'wish': {
      const { part, devices } = wishPart(frame, context);
      spoke(running, devices);
      return [done(part, context, running)];
    }
    case 'skill':
      return [skill(frame, context, running)];
    case 'fragment':
      return fragment(frame, context, running);
    case 'reply':
      return [reply(frame, context, running)];
    case 'undo':
      return [undo(context, running)];
    case 'none':
      return [
        none(
          context.language.replies.say(
            frame.because === 'prohibition' ? 'prohibition-heard' : frame.because === 'condition' ? 'condition-unsupported' : 'none',
          ),
        ),
      ];
  }
}

function spoke(running: Running, devices: readonly Device[], frame?: Conversation['lastFrame']): void {
  if (devices.length) running.lastDevices = devices.map((device) => device.id);
  if (frame) running.lastFrame = frame;
}

function command(said: Extract<Frame, { is: 'command' }>, context: Context, running: Running): readonly PlanPart[] {
  const frame = ofChoices(said, running);
  const { parts, devices } = commandParts(frame, context);
  spoke(running, devices, frame);
  return parts.map((part) => done(part, context, running));
}

/** "两个都开", said when a choice waits, is about what was offered. */
function ofChoices(frame: Extract<Frame, { is: 'command' }>, running: Running): Extract<Frame, { is: 'command' }> {
  const offered = running.pending?.byVoice ? (running.pending.part.choices ?? []).flatMap((choice) => choice.device ?? []) : [];
  const isOfThem = (phrase: Phrase) =>
    !phrase.devices && !phrase.kinds && !phrase.rooms && !phrase.floors && !phrase.everything && phrase.unknown === undefined;
  const [phrase] = frame.phrases;
  if (!offered.length || frame.phrases.length !== 1 || !phrase || !isOfThem(phrase)) return frame;
  if (!phrase.all && !phrase.plural && phrase.count !== offered.length && phrase.pronoun !== 'several') return frame;
  running.answered = true;
  const { pronoun: _pronoun, ...rest } = phrase;
  return { ...frame, phrases: [{ ...rest, plural: true, devices: { ids: offered, match: 'name' } }] };
}

/** Remembers how to take it back. */
function done(part: PlanPart, context: Context, running: Running): PlanPart {
  if (part.outcome !== 'act') return part;
  running.deed = {
    restore: part.steps.flatMap((step) => restoring(step, context.view)),
    ...(part.skill ? { skill: part.skill } : {}),
    ...(part.slots ? { slots: part.slots } : {}),
  };
  return part;
}

function restoring(step: Step, view: HomeView): Step[] {
  if (step.do === 'adjust') return [{ ...step, by: -step.by }];
  if (step.do === 'toggle') return [step];
  if (step.do === 'run') return [];
  const before = typeof step.value === 'boolean' ? !step.value : view.value(step.device, step.attribute);
  if (before === null || before === undefined) return [];
  // What opened fully was closed before, as far as anybody can tell.
  const openedFromThere = step.attribute === 'openPercent' && before === step.value && typeof step.value === 'number';
  return [{ ...step, value: openedFromThere ? 100 - step.value : before }];
}

function skill(frame: Extract<Frame, { is: 'skill' }>, context: Context, running: Running): PlanPart {
  const { replies } = context.language;
  const told = (phrase: string) => replies.say(phrase, { ...frame.slots });
  if (frame.unclear !== undefined) return ask(told('how-long-unclear'));
  if (frame.phrases?.some((phrase) => phrase.unknown !== undefined))
    return {
      steps: [],
      reads: [],
      outcome: 'decline',
      because: 'no-such-room',
      say: replies.say('no-such-room', { what: frame.phrases[0]?.text ?? '' }),
    };
  if (frame.skill === 'cancel') {
    running.answered = true;
    return skillPart('answer', 'cancel', {}, told('cancelled'));
  }
  // An alarm or a reminder at a time of day: later, with nothing to move.
  if (frame.skill === 'timer-start' && frame.slots.at !== undefined) {
    return done(later(frame.slots, [], replies.say('alarm-set', { ...frame.slots })), context, running);
  }
  const answers = frame.skill === 'timer-status' || frame.skill === 'weather' || frame.skill === 'date' || frame.skill === 'time';
  if (frame.skill === 'timer-start' && !(frame.slots.hours || frame.slots.minutes || frame.slots.seconds)) return ask(told('how-long'));
  return done(skillPart(answers ? 'answer' : 'act', frame.skill, frame.slots, told(frame.skill)), context, running);
}

/** "那卧室呢", "25度", "左边那个": what the conversation makes of it. */
function fragment(frame: Extract<Frame, { is: 'fragment' }>, context: Context, running: Running): readonly PlanPart[] {
  const waiting = running.pending?.byVoice ? running.pending : undefined;
  if (waiting?.part.choices && frame.phrases.length && !frame.changes.length) {
    const found = choicesMeant(waiting.part, frame.phrases, context);
    if (found.length) return [choose(waiting, found, context, running)];
  }
  const at = { start: frame.start, end: frame.end, text: frame.text };
  const scenes = frame.phrases.filter(
    (phrase) =>
      phrase.devices &&
      phrase.devices.match !== 'shared-word' &&
      phrase.devices.ids.every((id) => ['scene', 'script'].includes(context.index.byId.get(id)?.kind ?? '')),
  );
  if (scenes.length && scenes.length === frame.phrases.length && !frame.changes.length) {
    return command(
      { ...at, is: 'command', phrases: scenes, changes: [{ do: 'run', action: 'activate' }], ...(frame.when ? { when: frame.when } : {}) },
      context,
      running,
    );
  }
  const { lastFrame } = running;
  if (frame.changes.length)
    return command({ ...at, is: 'command', phrases: frame.phrases, changes: frame.changes, ...(frame.when ? { when: frame.when } : {}) }, context, running);
  const named = frame.phrases.length === 1 ? frame.phrases[0]?.devices : undefined;
  if (!lastFrame && named && (named.match === 'name' || named.match === 'alias')) return [onOrOff(named.ids, context)];
  if (!lastFrame || !frame.phrases.length) return [none(context.language.replies.say('none'))];
  const phrases = frame.phrases.map((phrase) => inheriting(phrase, lastFrame, context));
  return planFrame({ ...lastFrame, ...at, phrases }, context, running);
}

/** Only a device's name was said: what about it? */
function onOrOff(ids: readonly string[], context: Context): PlanPart {
  const both = ids.slice(0, 2).flatMap((id) => {
    const device = context.index.byId.get(id);
    return device ? [true, false].flatMap((to) => [{ id, steps: stepsOf(device, [{ do: 'switch', to }]), to }]) : [];
  });
  const possible = both.filter(({ steps }) => steps.length);
  if (!possible.length) return none(context.language.replies.say('none'));
  const choices = possible.map(({ id, steps, to }) => ({ say: tellSteps(context, steps, true), device: id, value: to }));
  return ask(
    context.language.replies.say('which', { names: choices.map((choice) => choice.say) }),
    choices,
    possible.map(({ steps }) => steps),
  );
}

/** "那卧室呢" keeps the kind that was spoken of. */
function inheriting(phrase: Phrase, lastFrame: NonNullable<Conversation['lastFrame']>, context: Context): Phrase {
  if (phrase.devices || phrase.kinds || phrase.pronoun || phrase.unknown !== undefined) return phrase;
  const before = lastFrame.phrases.find((one) => one.kinds && !one.devices)?.kinds;
  const kinds = before ?? [...new Set(context.last.map((device) => device.kind))];
  return kinds.length ? { ...phrase, kinds } : phrase;
}

/** Which of the choices a phrase fits, by name, room or kind. 1-based. */
function choicesMeant(part: PlanPart, phrases: readonly Phrase[], context: Context): number[] {
  const all = phrases.some((phrase) => phrase.all || phrase.plural);
  const found = (part.choices ?? []).flatMap((choice, at) => {
    const device = choice.device === undefined ? undefined : context.index.byId.get(choice.device);
    const fits = phrases.some(
      (phrase) =>
        device &&
        phrase.unknown === undefined &&
        (phrase.devices === undefined || phrase.devices.ids.includes(device.id)) &&
        (phrase.rooms === undefined || (device.room !== undefined && phrase.rooms.includes(device.room))) &&
        (phrase.here === undefined || device.room === context.room) &&
        (phrase.kinds === undefined || phrase.kinds.includes(device.kind)) &&
        (phrase.devices ?? phrase.rooms ?? phrase.kinds ?? phrase.here ?? phrase.all) !== undefined,
    );
    return fits ? [at + 1] : [];
  });
  return all || phrases.length > 1 || found.length === 1 ? found : [];
}

function choose(waiting: Pending, which: readonly number[], context: Context, running: Running): PlanPart {
  running.answered = true;
  const steps = which.flatMap((one) => chosen(waiting.part, one)?.steps ?? []);
  spoke(
    running,
    steps.flatMap((step) => context.index.byId.get(step.device) ?? []),
  );
  return accepted(steps, context, running);
}

/** What was chosen may still have to be confirmed. */
function accepted(steps: readonly Step[], context: Context, running: Running): PlanPart {
  const risky = steps.some((step) => {
    const device = context.index.byId.get(step.device);
    return device !== undefined && isRisky(device, step);
  });
  return risky ? confirm(steps, confirmText(context, steps)) : done(act(steps, tellSteps(context, steps)), context, running);
}

function reply(frame: Extract<Frame, { is: 'reply' }>, context: Context, running: Running): PlanPart {
  const { replies } = context.language;
  const waiting = running.pending?.byVoice ? running.pending : undefined;
  if (!waiting) return none(replies.say('yes-nothing'));
  if (frame.reply === 'no') {
    running.answered = true;
    return skillPart('answer', 'cancel', {}, replies.say('cancelled'));
  }
  const { part } = waiting;
  if (frame.reply === 'choice') {
    const found = part.choices ? chosen(part, frame.index) : undefined;
    if (!found) return ask(part.say, part.choices, part.choiceSteps);
    running.answered = true;
    spoke(
      running,
      found.steps.flatMap((step) => context.index.byId.get(step.device) ?? []),
    );
    return accepted(found.steps, context, running);
  }
  if (!part.confirm) return ask(part.say, part.choices, part.choiceSteps);
  running.answered = true;
  if (part.skill === 'later')
    return done(
      later(
        part.slots ?? {},
        part.laterSteps ?? [],
        replies.say('later-set', { when: whenText(whenOf(part), context), what: tellSteps(context, part.laterSteps ?? [], true) }),
      ),
      context,
      running,
    );
  return done(act(part.steps, tellSteps(context, part.steps)), context, running);
}

function whenOf({ slots = {} }: PlanPart): { delay?: { hours?: number; minutes?: number; seconds?: number }; at?: string } {
  const { hours, minutes, seconds, at } = slots;
  return at === undefined ? { delay: { ...(hours ? { hours } : {}), ...(minutes ? { minutes } : {}), ...(seconds ? { seconds } : {}) } } : { at };
}

function undo(context: Context, running: Running): PlanPart {
  const { replies } = context.language;
  const { deed } = running;
  if (running.pending) {
    running.answered = true;
    return skillPart('answer', 'cancel', {}, replies.say('cancelled'));
  }
  if (!deed) return answer([], replies.say('nothing-to-undo'));
  running.deed = undefined;
  if (deed.skill === 'timer-start') return { ...skillPart('act', 'timer-cancel', deed.slots ?? {}, replies.say('timer-cancelled', { count: 1 })), undo: true };
  if (deed.skill === 'list-add') return { ...skillPart('act', 'list-remove', deed.slots ?? {}, replies.say('list-removed', { ...deed.slots })), undo: true };
  if (deed.skill === 'later') return { ...skillPart('answer', 'cancel', {}, replies.say('later-cancelled')), undo: true };
  if (!deed.restore.length) return answer([], replies.say('nothing-to-undo'));
  const risky = deed.restore.some((step) => {
    const device = context.index.byId.get(step.device);
    return device !== undefined && isRisky(device, step);
  });
  if (risky) return confirm(deed.restore, confirmText(context, deed.restore));
  const names = [...new Set(deed.restore.map((step) => context.index.byId.get(step.device)?.name ?? step.device))];
  return { ...act(deed.restore, replies.say('undone', { names })), undo: true };
}

const order: readonly Outcome[] = ['ask', 'act', 'answer', 'decline', 'none'];

/** §2: the whole is `ask` if a part asks, else `act` if one acts, and so on; its steps are those to be done at once. */
function joined(parts: readonly PlanPart[], language: Language): Plan {
  const [only] = parts;
  if (!only) return none(language.replies.say('none'));
  if (parts.length === 1) return only;
  const outcome = order.find((one) => parts.some((part) => part.outcome === one)) ?? 'none';
  const atOnce = parts.filter((part) => part.outcome === 'act');
  const declined = parts.flatMap((part) => (part.outcome === 'decline' && part.because ? [{ text: part.say, because: part.because }] : (part.declined ?? [])));
  const asking = parts.find((part) => part.choices);
  return {
    outcome,
    steps: atOnce.flatMap((part) => part.steps),
    reads: parts.flatMap((part) => part.reads),
    say: parts.map((part) => part.say).join(' '),
    parts,
    ...(outcome === 'decline' && only.because ? { because: only.because } : {}),
    ...(asking?.choices ? { choices: asking.choices } : {}),
    ...(asking?.choiceSteps ? { choiceSteps: asking.choiceSteps } : {}),
    ...(declined.length ? { declined } : {}),
  };
}

function remembered(plan: Plan, running: Running, input: PlanInput): Omit<Conversation, 'atMs'> {
  const asking = (plan.parts ?? [plan]).find((part) => part.outcome === 'ask' && (part.confirm || part.choices?.length));
  const kept = running.answered ? undefined : running.pending;
  const isOrder = plan.outcome === 'act' || plan.outcome === 'ask';
  const pending: Pending | undefined = asking ? { part: asking, askedAtMs: input.nowMs, byVoice: true } : kept && { ...kept, byVoice: kept.byVoice && isOrder };
  return {
    lastDevices: running.lastDevices,
    ...(running.lastFrame ? { lastFrame: running.lastFrame } : {}),
    ...(pending ? { pending } : {}),
    ...(running.deed ? { deed: running.deed } : {}),
  };
}
