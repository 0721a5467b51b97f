import * as v from 'valibot';
import { attributes } from '../../core/home.ts';
import { actions } from '../../core/step.ts';

/** What calls of `/v1` send, contracts §3. Fields that are not there are refused by name. */

const mostChars = 200;
const Word = v.pipe(v.string(), v.minLength(1), v.maxLength(mostChars));
/** Milliseconds since the Unix epoch. */
const Instant = v.pipe(v.number(), v.finite(), v.minValue(0));
const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(400));
const Value = v.union([v.boolean(), v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.maxLength(mostChars))]);
const attribute = v.picklist(attributes);

const StepBody = v.variant('do', [
  strict({ device: Id, do: v.literal('set'), attribute, value: Value }),
  strict({ device: Id, do: v.literal('adjust'), attribute, by: v.pipe(v.number(), v.finite()) }),
  strict({ device: Id, do: v.literal('toggle'), attribute }),
  strict({ device: Id, do: v.literal('run'), action: v.picklist(actions), room: v.exactOptional(Id) }),
]);

/** `POST /v1/claims`. */
export const ClaimBody = strict({
  source: Word,
  origin: v.optional(v.picklist(['heard', 'direct', 'automation']), 'heard'),
  messageId: v.exactOptional(Word),
  utteranceId: v.exactOptional(Word),
  room: v.exactOptional(Id),
  heardAtMs: Instant,
  steps: v.pipe(v.array(StepBody), v.minLength(1), v.maxLength(600)),
  confidence: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
});

/** Longer than anybody speaks in one breath, short enough to be read in a moment. */
const Said = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));
const turn = { source: v.optional(Word, 'api'), conversation: v.exactOptional(Word), locale: v.exactOptional(Word) };

const SpokenTurn = strict({
  ...turn,
  text: Said,
  room: v.exactOptional(Id),
  speaker: v.exactOptional(Id),
  heardAtMs: v.exactOptional(Instant),
  utteranceId: v.exactOptional(Word),
});
const ConfirmTurn = strict({ ...turn, turnId: Word, confirm: v.boolean() });
const ChoiceTurn = strict({ ...turn, turnId: Word, choice: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** `POST /v1/turns`: words, or what was asked in an earlier turn, answered. */
export const TurnBody = v.lazy((input) => (!isObject(input) || !('turnId' in input) ? SpokenTurn : 'choice' in input ? ChoiceTurn : ConfirmTurn));

/** `POST /v1/lists`: an item put on a list, ticked, unticked or taken off. Without `list` the one last added to; a list may have no name. */
export const ListBody = strict({
  do: v.picklist(['add', 'complete', 'reopen', 'remove']),
  item: Word,
  list: v.exactOptional(v.pipe(v.string(), v.maxLength(mostChars))),
});

/** A JSON object whose fields its own room checks. */
export const ObjectBody = v.pipe(v.unknown(), v.check(isObject, 'an object'));

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Refuses what is not named. Without a prototype, or a field called `constructor` would count as named. */
function strict<Entries extends v.ObjectEntries>(entries: Entries): v.StrictObjectSchema<Entries, undefined> {
  return v.strictObject(Object.assign(Object.create(null), entries));
}
