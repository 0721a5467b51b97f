/** What only a conversation explains: fragments, answers to what was asked, and taking back. */
import type { Frame, Phrase } from '../core/frame.ts';
import type { PlanPart, Slots } from '../core/plan.ts';
import { isRisky } from '../core/risk.ts';
import type { Step } from '../core/step.ts';
import { confirmText, stepsOf, whenText, type CommandContext } from './command.ts';
import { chosen } from './conversation.ts';
import type { Conversation, Pending } from './conversation.ts';
import { act, ask, confirm, later, none, skillPart } from './part.ts';
import { done, spoke, type Running } from './running.ts';
import { tellSteps } from './telling.ts';

/** "那卧室呢", "25度", "左边那个": what the conversation makes of it. */
export function fragment(
  frame: Extract<Frame, { is: 'fragment' }>,
  context: CommandContext,
  running: Running,
  plan: (frame: Frame) => readonly PlanPart[],
): readonly PlanPart[] {
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
    return plan({ ...at, is: 'command', phrases: scenes, changes: [{ do: 'run', action: 'activate' }], ...(frame.when ? { when: frame.when } : {}) });
  }
  const { lastFrame } = running;
  if (frame.changes.length) return plan({ ...at, is: 'command', phrases: frame.phrases, changes: frame.changes, ...(frame.when ? { when: frame.when } : {}) });
  const named = frame.phrases.length === 1 ? frame.phrases[0]?.devices : undefined;
  if (!lastFrame && named && (named.match === 'name' || named.match === 'alias')) return [onOrOff(named.ids, context)];
  if (!lastFrame || !frame.phrases.length) return [none(context.language.replies.say('none'))];
  const phrases = frame.phrases.map((phrase) => inheriting(phrase, lastFrame, context));
  return plan({ ...lastFrame, ...at, phrases });
}

/** Only a device's name was said: what about it? */
function onOrOff(ids: readonly string[], context: CommandContext): PlanPart {
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
function inheriting(phrase: Phrase, lastFrame: NonNullable<Conversation['lastFrame']>, context: CommandContext): Phrase {
  if (phrase.devices || phrase.kinds || phrase.pronoun || phrase.unknown !== undefined) return phrase;
  const before = lastFrame.phrases.find((one) => one.kinds && !one.devices)?.kinds;
  // "客厅湿度多少", "那儿童房呢": what measures it there need not be of the same kind.
  if (lastFrame.is === 'question' && lastFrame.topic.ask === 'value' && !before && !lastFrame.phrases.some((one) => one.devices)) return phrase;
  const kinds = before ?? [...new Set(context.last.map((device) => device.kind))];
  return kinds.length ? { ...phrase, kinds } : phrase;
}

/** Which of the choices a phrase fits, by name, room or kind. 1-based. */
function choicesMeant(part: PlanPart, phrases: readonly Phrase[], context: CommandContext): number[] {
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

function choose(waiting: Pending, which: readonly number[], context: CommandContext, running: Running): PlanPart {
  running.answered = true;
  const steps = which.flatMap((one) => chosen(waiting.part, one)?.steps ?? []);
  spoke(
    running,
    steps.flatMap((step) => context.index.byId.get(step.device) ?? []),
  );
  return accepted(steps, waiting.part, context, running);
}

/** What was chosen may still have to be confirmed, and may be for later. */
function accepted(steps: readonly Step[], asked: PlanPart, context: CommandContext, running: Running): PlanPart {
  const risky = anyRisky(steps, context);
  const { slots = {} } = asked;
  const text = risky ? confirmText(context, steps) : tellSteps(context, steps);
  if (asked.skill === 'later') return laterChosen(slots, steps, risky ? text : undefined, context, running);
  return risky ? confirm(steps, text) : done(act(steps, text), context, running);
}

function anyRisky(steps: readonly Step[], context: CommandContext): boolean {
  return steps.some((step) => {
    const device = context.index.byId.get(step.device);
    return device !== undefined && isRisky(device, step);
  });
}

function laterChosen(slots: Slots, steps: readonly Step[], question: string | undefined, context: CommandContext, running: Running): PlanPart {
  if (question !== undefined) return { ...later(slots, steps, question), outcome: 'ask', because: 'needs-confirmation', confirm: true };
  const said = { when: whenText(whenOf(slots), context), what: tellSteps(context, steps, true) };
  return done(later(slots, steps, context.language.replies.say('later-set', said)), context, running);
}

export function reply(frame: Extract<Frame, { is: 'reply' }>, context: CommandContext, running: Running): PlanPart {
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
    return accepted(found.steps, part, context, running);
  }
  if (!part.confirm) return ask(part.say, part.choices, part.choiceSteps);
  running.answered = true;
  if (part.skill === 'later') return laterChosen(part.slots ?? {}, part.laterSteps ?? [], undefined, context, running);
  return done(act(part.steps, tellSteps(context, part.steps)), context, running);
}

function whenOf(slots: Slots): { delay?: { hours?: number; minutes?: number; seconds?: number }; at?: string } {
  const { hours, minutes, seconds, at } = slots;
  return at === undefined ? { delay: { ...(hours ? { hours } : {}), ...(minutes ? { minutes } : {}), ...(seconds ? { seconds } : {}) } } : { at };
}

export function undo(context: CommandContext, running: Running): PlanPart {
  const { replies } = context.language;
  const { deed } = running;
  if (running.pending) {
    running.answered = true;
    return skillPart('answer', 'cancel', {}, replies.say('cancelled'));
  }
  if (!deed) return { ...skillPart('answer', 'cancel', {}, replies.say('nothing-to-undo')), undo: true };
  running.deed = undefined;
  if (deed.skill === 'timer-start') return { ...skillPart('act', 'timer-cancel', deed.slots ?? {}, replies.say('timer-cancelled', { count: 1 })), undo: true };
  if (deed.skill === 'list-add') return { ...skillPart('act', 'list-remove', deed.slots ?? {}, replies.say('list-removed', { ...deed.slots })), undo: true };
  if (deed.skill === 'later') return { ...skillPart('answer', 'cancel', {}, replies.say('later-cancelled')), undo: true };
  if (!deed.restore.length) return { ...skillPart('answer', 'cancel', {}, replies.say('nothing-to-undo')), undo: true };
  if (anyRisky(deed.restore, context)) return { ...confirm(deed.restore, confirmText(context, deed.restore)), undo: true };
  const names = [...new Set(deed.restore.map((step) => context.index.byId.get(step.device)?.name ?? step.device))];
  return { ...act(deed.restore, replies.say('undone', { names })), undo: true };
}

/** "两个都开", said when a choice waits, is about what was offered. */
export function ofChoices(frame: Extract<Frame, { is: 'command' }>, running: Running): Extract<Frame, { is: 'command' }> {
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
