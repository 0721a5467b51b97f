/**
 * Entente for makers: a hub in a program of one's own, its web server, and understanding by itself.
 *
 * @example
 * await using hub = await openHub({ folder: '/var/lib/home', clock: systemClock, locale: 'zh-CN' });
 * const { say } = await hub.assistant.turn({ source: 'my-app', text: '打开客厅灯' }, AbortSignal.timeout(5_000));
 */
export { EntenteError } from './core/errors.ts';
export type { Clock } from './core/clock.ts';
export { systemClock } from './core/system-clock.ts';
export type { Actuation, Claim, Command, Decision, Origin, Receipt } from './core/claim.ts';
export type { Attribute, Device, Floor, Home, HomeView, Kind, Person, Role, Room, Value } from './core/home.ts';
export type { Choice, Outcome, Plan, PlanPart, SkillId, Slots, Tier, TurnResult } from './core/plan.ts';
export { printed } from './core/printed.ts';
export type { Action, Because, Read, Step, StepResult } from './core/step.ts';
export { formatHome } from './home/format.ts';
export { checkHome, parseHome } from './home/parse.ts';
export { viewOfFile } from './home/registry.ts';
export { assembleHub, openHub, version, type Hub, type HubEvent, type HubOptions, type HubStatus } from './hub.ts';
export { loadLanguages } from './languages/registry.ts';
export type { Arbiter, Decided } from './ports/arbiter.ts';
export type { Appointment, Assistant, List, TurnPart, TurnRequest } from './ports/assistant.ts';
export type { DeviceSession, DeviceSource, DeviceSourceContext, StateReport } from './ports/device-source.ts';
export type { Entrance, EntranceContext, EntranceSession } from './ports/entrance.ts';
export type { Language } from './ports/language.ts';
export type { Reader, Utterance } from './ports/reader.ts';
export type { Storage } from './ports/storage.ts';
export { createUnderstanding, type Understanding } from './understanding/readers.ts';
export { openWeb, type Web, type WebSettings } from './web/server.ts';
