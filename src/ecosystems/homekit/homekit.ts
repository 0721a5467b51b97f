import * as v from 'valibot';
import { EntenteError } from '../../core/errors.ts';
import type { Entrance, EntranceContext } from '../../ports/entrance.ts';
import { loadHap } from './library.ts';
import { openSession, type HomeKitSession } from './session.ts';

const Settings = v.strictObject({
  /** Of the first bridge; 0 takes a free one. */
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), 51_826),
  /** Whether the home's network may come in, and is told of us. */
  lan: v.optional(v.boolean(), false),
  /** Whether risky things are done when HomeKit asks: Apple has authenticated the phone. */
  acceptRisky: v.optional(v.boolean(), true),
  version: v.optional(v.string(), '0.1.0'),
});

/**
 * HomeKit: Siri, the Home app and Apple's automations command us as a bridge over the home's network.
 *
 * @see https://developer.apple.com/homekit/specification/
 */
export const entrance = {
  id: 'homekit',
  name: { 'zh-CN': '苹果家庭', en: 'Apple Home' },
  async open(settings: unknown, context: EntranceContext): Promise<HomeKitSession> {
    const parsed = v.safeParse(Settings, settings ?? {});
    if (!parsed.success) {
      throw new EntenteError('ecosystems/bad-settings', `homekit.${v.getDotPath(parsed.issues[0]) ?? ''}: is not what is expected here`);
    }
    return openSession(await loadHap(), parsed.output, context);
  },
} as const satisfies Entrance;
