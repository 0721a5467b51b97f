import { EntenteError } from '../../core/errors.ts';
import type { DeviceSource, DeviceSourceContext } from '../../ports/device-source.ts';
import { sourceId } from './identity.ts';
import { openSession, type HomeAssistantSession } from './session.ts';
import { parseSettings } from './settings.ts';

/**
 * The devices of a Home Assistant, over its WebSocket API. Settings `{url, token}` are kept in the storage, which is encrypted; without any the kept ones
 * count.
 *
 * @see https://developers.home-assistant.io/docs/api/websocket/
 */
export const ecosystem = {
  id: sourceId,
  name: { 'zh-CN': 'Home Assistant', en: 'Home Assistant' },
  /**
   * Returns at once and connects meanwhile: a Home Assistant that is away must not keep the hub from starting.
   *
   * @throws EntenteError `home-assistant/bad-settings`, `home-assistant/not-set-up` when there are none
   */
  async connect(settings: unknown, context: DeviceSourceContext): Promise<HomeAssistantSession> {
    const given = settings ?? context.load(settingsKey);
    if (given === undefined || given === null)
      throw new EntenteError('home-assistant/not-set-up', 'the address and the token of Home Assistant are not known yet');
    const parsed = parseSettings(given);
    if (settings !== undefined && settings !== null) context.save(settingsKey, { url: parsed.url, token: parsed.token });
    return openSession(parsed, context);
  },
} satisfies DeviceSource;

/** The document in which the settings are kept, below the source's id: whether there is one tells whether Home Assistant was set up. */
export const settingsKey = 'settings';
