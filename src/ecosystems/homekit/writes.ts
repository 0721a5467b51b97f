import type { Claim, Decision } from '../../core/claim.ts';
import type { Clock } from '../../core/clock.ts';
import type { StepResult } from '../../core/step.ts';
import type { CharacteristicName, HapValue, Look, ServiceSketch, Wish } from './services/sketch.ts';

/** What HomeKit is told of a write (HAP specification R2, table 6-11); 0 is success. */
export type WriteStatus = 0 | -70401 | -70402 | -70404 | -70408 | -70410;

/** One characteristic that a controller writes. */
export interface Write {
  /** The connection it came on. What one connection writes within one turn of the event loop was one request. */
  readonly connection: object;
  /** The pairing's id. */
  readonly pairing: string;
  readonly service: ServiceSketch;
  readonly look: Look;
  readonly device: string;
  readonly characteristic: CharacteristicName;
  readonly value: HapValue;
}

export interface WriterContext {
  readonly clock: Clock;
  readonly claim: (claim: Claim) => Promise<Decision>;
  /** Whether a risky thing said over HomeKit is done: Apple authenticated the phone. */
  readonly acceptRisky: boolean;
  readonly onTrouble: (trouble: string) => void;
}

/** A writer: `write` answers what the controller is to be told, once the claim that the write belongs to is decided. */
export interface Writer {
  write(write: Write): Promise<WriteStatus>;
}

interface Waiting extends Write {
  readonly answer: (status: WriteStatus) => void;
}

/**
 * Makes one claim of what one request wrote: the library asks for each characteristic by itself, and a lamp told "on" and "15 %" in one breath must hear
 * one command. The library hands over a whole request before anything else runs, so what came before the next microtask belongs together.
 */
export function writerOf(context: WriterContext): Writer {
  const gathering = new Map<object, Waiting[]>();
  const presses = pressesOf(context.clock);
  const decide = async (connection: object): Promise<void> => {
    const writes = gathering.get(connection) ?? [];
    gathering.delete(connection);
    const wishes = wishesOf(writes.filter((write) => write.service.momentary !== true || write.value !== true || presses.isNew(write)));
    const statuses = await claimed(context, writes[0]?.pairing ?? '', wishes);
    for (const write of writes) write.answer(statusOf(write, wishes, statuses));
  };
  return {
    write: async (write) => {
      const { promise, resolve } = Promise.withResolvers<WriteStatus>();
      const together = gathering.get(write.connection);
      if (together === undefined) {
        gathering.set(write.connection, [{ ...write, answer: resolve }]);
        queueMicrotask(() => {
          decide(write.connection).catch(() => context.onTrouble('HomeKit: a write was not decided'));
        });
      } else together.push({ ...write, answer: resolve });
      return promise;
    },
  };
}

interface Wanted extends Wish {
  readonly service: ServiceSketch;
}

function wishesOf(writes: readonly Write[]): readonly Wanted[] {
  const services = new Map<ServiceSketch, { readonly look: Look; readonly written: Map<CharacteristicName, HapValue> }>();
  for (const { service, look, characteristic, value } of writes) {
    const known = services.get(service) ?? { look, written: new Map<CharacteristicName, HapValue>() };
    known.written.set(characteristic, value);
    services.set(service, known);
  }
  return [...services].flatMap(([service, { look, written }]) => (service.write?.(written, look) ?? []).map((wish) => ({ ...wish, service })));
}

async function claimed({ claim, acceptRisky, onTrouble }: WriterContext, pairing: string, wishes: readonly Wanted[]): Promise<readonly WriteStatus[]> {
  if (wishes.length === 0) return [];
  try {
    const decision = await claim({ source: `homekit:${pairing}`, origin: 'unsure', steps: wishes.map(({ step }) => step), confirmed: acceptRisky });
    return wishes.map((wish, index) => statusOfResult(resultOf(decision, wish, index), decision));
  } catch {
    onTrouble('HomeKit: a claim was refused');
    return wishes.map(() => -70402);
  }
}

/** Results come in the order of the steps; a scene that was taken apart has more of them than it had steps. */
function resultOf({ results }: Decision, { step }: Wanted, index: number): StepResult | undefined {
  const fits = (result: StepResult | undefined): boolean =>
    result?.device === step.device && (step.do === 'run' ? result.action === step.action : result.attribute === step.attribute);
  return fits(results[index]) ? results[index] : results.find(fits);
}

function statusOfResult(result: StepResult | undefined, { decision }: Decision): WriteStatus {
  if (result === undefined) return decision === 'declined' ? -70402 : 0;
  switch (result.result) {
    case 'done':
    case 'pending':
    case 'already':
    case 'lost':
      return 0;
    case 'refused':
      return result.because === 'out-of-range' ? -70410 : result.because === 'unsupported' ? -70404 : -70401;
    case 'failed':
      return result.because === 'too-late' ? -70408 : -70402;
    case 'unknown':
      return -70402;
  }
}

/** The worst of what a characteristic asked for. */
function statusOf({ service, characteristic }: Write, wishes: readonly Wanted[], statuses: readonly WriteStatus[]): WriteStatus {
  return wishes.reduce<WriteStatus>(
    (worst, wish, index) => (worst === 0 && wish.service === service && wish.by.includes(characteristic) ? (statuses[index] ?? 0) : worst),
    0,
  );
}

/** HomeKit sends no message ids, so a momentary switch pressed twice within a second by one pairing counts as one press. */
function pressesOf(clock: Clock): { isNew(write: Write): boolean } {
  const last = new Map<string, number>();
  return {
    isNew: ({ pairing, device }) => {
      const key = `${pairing} ${device}`;
      const before = last.get(key);
      const now = clock.elapsedMs();
      if (before !== undefined && now - before < samePressMs) return false;
      last.set(key, now);
      return true;
    },
  };
}

/** A press and its repetition, and how long the switch stays down. */
export const samePressMs = 1000;
