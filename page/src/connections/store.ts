import { signal } from '@preact/signals';
import * as v from 'valibot';
import { ask } from '../call.ts';

const BridgeShape = v.object({
  id: v.string(),
  port: v.number(),
  setupCode: v.string(),
  setupUri: v.string(),
  lan: v.optional(v.boolean(), true),
  paired: v.array(v.string()),
});
export type ToldBridge = v.InferOutput<typeof BridgeShape>;

const url = v.fallback(v.nullable(v.string()), null);
const GenieShape = v.object({
  authorizeUrl: url,
  tokenUrl: url,
  apiUrl: url,
  because: v.optional(v.string()),
  accounts: v.optional(
    v.array(
      v.object({ account: v.string(), clientName: v.string(), person: v.optional(v.string()), linkedAtMs: v.number(), usedAtMs: v.optional(v.number()) }),
    ),
    [],
  ),
  advice: v.optional(v.array(v.object({ device: v.string(), problem: v.string(), suggestion: v.optional(v.string()) })), []),
});
export type ToldGenie = v.InferOutput<typeof GenieShape>;

const parsePairing = v.parser(
  v.object({ homekit: v.nullable(v.object({ ...BridgeShape.entries, bridges: v.optional(v.array(BridgeShape)) })), aligenie: GenieShape }),
);
const parseStatus = v.parser(
  v.object({
    devices: v.object({ unreachable: v.array(v.string()), watched: v.optional(v.array(v.string()), []) }),
    parts: v.array(v.object({ id: v.string(), state: v.string(), because: v.optional(v.string()) })),
  }),
);
const leftOut = v.array(v.object({ entityId: v.string(), because: v.object({ 'zh-CN': v.string(), en: v.string() }) }));
const parseAssistant = v.parser(
  v.object({
    phase: v.picklist(['none', 'connecting', 'starting', 'ready', 'refused', 'missing']),
    version: v.optional(v.string()),
    devices: v.number(),
    leftOut,
    hasHomeKitBridge: v.boolean(),
  }),
);
const parseFound = v.parser(
  v.object({
    name: v.string(),
    rooms: v.array(v.string()),
    devices: v.array(v.object({ name: v.string(), kind: v.string() })),
    leftOut,
    hasHomeKitBridge: v.boolean(),
  }),
);
const parseClient = v.parser(v.object({ clientId: v.string(), clientSecret: v.string() }));
const parseReached = v.parser(
  v.array(v.object({ url: v.string(), is: v.picklist(['ok', 'no-answer', 'another']), status: v.optional(v.number()), tookMs: v.number() })),
);
const PreferenceShape = v.object({ device: v.optional(v.string()), room: v.optional(v.string()), sources: v.array(v.string()) });
const parsePreferences = v.parser(v.object({ preferences: v.array(PreferenceShape) }));

export type ToldPreference = v.InferOutput<typeof PreferenceShape>;
export type ToldFound = ReturnType<typeof parseFound>;
export type ToldLeftOut = ToldFound['leftOut'];
export type ToldClient = ReturnType<typeof parseClient>;
export type ToldReached = ReturnType<typeof parseReached>;

export const pairing = signal<ReturnType<typeof parsePairing> | undefined>(undefined);
export const status = signal<ReturnType<typeof parseStatus> | undefined>(undefined);
export const assistant = signal<ReturnType<typeof parseAssistant> | undefined>(undefined);
export const preferences = signal<readonly ToldPreference[] | undefined>(undefined);

/** Everything that is connected, anew; each part by itself, so that one that fails takes none with it. */
export async function loadConnections(): Promise<void> {
  await Promise.allSettled([
    ask('GET', '/v1/pairing').then((told) => (pairing.value = parsePairing(told))),
    ask('GET', '/v1/status').then((told) => (status.value = parseStatus(told))),
    ask('GET', '/v1/sources/home-assistant').then((told) => (assistant.value = parseAssistant(told))),
    ask('GET', '/v1/preferences').then((told) => (preferences.value = parsePreferences(told).preferences)),
  ]);
}

/** Lets one go who is paired or linked; without a name all of them. @throws CallError */
export async function forgetPaired(entrance: 'homekit' | 'aligenie', who?: string): Promise<void> {
  await ask('DELETE', `/v1/pairing/${entrance}${who === undefined ? '' : `/${encodeURIComponent(who)}`}`);
  await loadConnections();
}

/** @throws CallError */
export async function registerClient(name: string, redirectUri: string): Promise<ToldClient> {
  return parseClient(await ask('POST', '/v1/oauth/clients', { name, redirectUris: [redirectUri] }));
}

/** @throws CallError */
export async function tryGenie(): Promise<ToldReached> {
  return parseReached(await ask('POST', '/v1/pairing/aligenie/test'));
}

export interface AssistantSettings {
  readonly url: string;
  readonly token: string;
}

/** @throws CallError */
export async function lookAtAssistant(settings: AssistantSettings): Promise<ToldFound> {
  return parseFound(await ask('POST', '/v1/sources/home-assistant/look', settings));
}

/** @throws CallError */
export async function takeAssistant(settings: AssistantSettings): Promise<void> {
  assistant.value = parseAssistant(await ask('PUT', '/v1/sources/home-assistant', settings));
}

/** @throws CallError */
export async function leaveAssistant(): Promise<void> {
  await ask('DELETE', '/v1/sources/home-assistant');
  await loadConnections();
}

/** @throws CallError */
export async function savePreferences(next: readonly ToldPreference[]): Promise<void> {
  preferences.value = parsePreferences(await ask('PUT', '/v1/preferences', { preferences: next })).preferences;
}
