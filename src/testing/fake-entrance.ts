import type { Claim, Decision } from '../core/claim.ts';
import type { Clock } from '../core/clock.ts';
import { systemClock } from '../core/system-clock.ts';
import type { Attribute, Home, HomeView, Value } from '../core/home.ts';
import type { Step, StepResult } from '../core/step.ts';
import type { AccountLinks } from '../ports/account-links.ts';
import type { EntranceContext, EntranceSession } from '../ports/entrance.ts';
import { memoryStorage, type MemoryStorage } from './memory-storage.ts';

/** A hub around an entrance, in memory: it does at once what it is asked, and publishes it. */
export interface FakeEntranceHub {
  readonly context: EntranceContext;
  readonly claims: readonly Claim[];
  readonly troubles: readonly string[];
  readonly storage: MemoryStorage;
  /** Where publications go. */
  session: EntranceSession | undefined;
  home: Home;
  /** Devices that cannot be reached. */
  readonly unreachable: Set<string>;
  /** How a step ends; by default `done`. A step that does not come about changes nothing. */
  result: (step: Step) => Omit<StepResult, 'device' | 'attribute' | 'action'>;
  /** What the device said last, where that is not what was ordered. */
  readonly behind: Map<string, Value>;
  value(device: string, attribute: Attribute): Value | undefined;
  /** The device says so. */
  report(device: string, attribute: Attribute, value: Value): void;
}

/** A fake hub over a home. A second one over the same storage is the hub after a restart. */
export function fakeEntranceHub(home: Home, options: { storage?: MemoryStorage; clock?: Clock; links?: AccountLinks } = {}): FakeEntranceHub {
  const storage = options.storage ?? memoryStorage();
  const values = new Map<string, Value>();
  const claims: Claim[] = [];
  const troubles: string[] = [];
  const clock = options.clock ?? systemClock;

  const valueOf = (device: string, attribute: Attribute): Value | undefined => {
    const known = hub.home.devices.find(({ id }) => id === device);
    if (known === undefined || !(attribute in known.state)) return undefined;
    const key = `${device} ${attribute}`;
    return values.has(key) ? values.get(key) : known.state[attribute];
  };
  const set = (device: string, attribute: Attribute, value: Value): void => {
    values.set(`${device} ${attribute}`, value);
    hub.session?.publish(device, attribute, value);
  };
  const act = (step: Step): StepResult => {
    const result = { device: step.device, ...(step.do === 'run' ? { action: step.action } : { attribute: step.attribute }), ...hub.result(step) };
    if (!['done', 'pending'].includes(result.result) || step.do === 'run') return result;
    const now = valueOf(step.device, step.attribute);
    if (step.do === 'set') set(step.device, step.attribute, step.value);
    else if (step.do === 'toggle') set(step.device, step.attribute, now !== true);
    else set(step.device, step.attribute, (typeof now === 'number' ? now : 0) + step.by);
    return result;
  };
  const view: HomeView = {
    get home() {
      return hub.home;
    },
    value: valueOf,
    reachable: (device) => !hub.unreachable.has(device),
  };
  const claim = async (wish: Claim): Promise<Decision> => {
    claims.push(wish);
    await clock.sleep(0);
    const results = wish.steps.map(act);
    const won = results.some(({ result }) => result === 'done' || result === 'pending');
    return { decision: won ? 'won' : 'declined', receiptId: `r${claims.length}`, results };
  };
  const hub: FakeEntranceHub = {
    context: {
      clock,
      signal: new AbortController().signal,
      home: view,
      confirmed: (device, attribute) => hub.behind.get(`${device} ${attribute}`) ?? valueOf(device, attribute),
      claim,
      load: (key) => storage.get(key),
      save: (key, document) => storage.put(key, document),
      saveNow: async (key, document) => storage.putNow([{ key, value: document }]),
      ...(options.links !== undefined && { links: options.links }),
      onTrouble: (trouble) => troubles.push(trouble),
    },
    claims,
    troubles,
    storage,
    session: undefined,
    home,
    unreachable: new Set(),
    result: () => ({ result: 'done' }),
    behind: new Map(),
    value: valueOf,
    report: set,
  };
  return hub;
}
