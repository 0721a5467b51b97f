import * as v from 'valibot';

/** The head of every message; the answer bears the same with another name. Note the platform's own spelling of `payLoadVersion`. */
export type Header = v.InferOutput<typeof Message>['header'];
export type Message = v.InferOutput<typeof Message>;

const Message = v.object({
  header: v.object({
    namespace: v.string(),
    name: v.string(),
    messageId: v.pipe(v.string(), v.maxLength(200)),
    payLoadVersion: v.optional(v.number(), 1),
  }),
  payload: v.object({ accessToken: v.optional(v.unknown()), deviceId: v.optional(v.unknown()) }),
});

const given = v.union([v.string(), v.number(), v.boolean()]);
const deviceIds = v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(100));

/** `thing.attribute.set` and `thing.attribute.adjust`. */
export const Control2 = v.object({
  deviceIds,
  params: v.pipe(
    v.record(v.string(), given),
    v.check((params) => Object.keys(params).length > 0),
  ),
});
/** `thing.attribute.get`; without `params` everything is told. */
export const Query2 = v.object({ deviceIds, params: v.optional(v.union([v.array(v.string()), v.record(v.string(), v.unknown())])) });
export const Control1 = v.object({ deviceId: v.string(), attribute: v.optional(v.string()), value: v.optional(v.nullable(given)) });
export const Query1 = v.object({ deviceId: v.string() });

/** A message of the cloud with its payload as it came, or `undefined` for what is none. */
export function parseMessage(text: string): { readonly message: Message; readonly payload: unknown } | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(Message, document, { abortEarly: true });
  if (!parsed.success || typeof document !== 'object' || document === null) return undefined;
  return { message: parsed.output, payload: Reflect.get(document, 'payload') };
}
