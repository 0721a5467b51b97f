import * as v from 'valibot';
import { need, readWith } from '../../home/read.ts';
import { strict } from '../../home/schema.ts';

/** Where Home Assistant answers, and with what it lets us in. */
export interface Settings {
  /** `http://homeassistant.local:8123`, without a path of its own. */
  readonly url: string;
  /** A long-lived access token. It is kept in the encrypted storage alone and stands in no message. */
  readonly token: string;
}

const Given = strict({
  url: v.pipe(v.string(), v.trim(), v.check(isAddress, 'an address such as http://homeassistant.local:8123')),
  token: v.pipe(
    v.string(),
    v.trim(),
    v.regex(/^[\x21-\x7e]+$/),
    v.check((token) => token.length <= mostChars, 'a long-lived access token'),
  ),
});

/** @throws EntenteError `home-assistant/bad-settings` naming the field, never quoting the token */
export function parseSettings(settings: unknown): Settings {
  const { url, token } = need(readWith(Given, settings), 'home-assistant/bad-settings');
  return { url: withoutApi(new URL(url)), token };
}

/** The address of its WebSocket API. */
export function socketUrl({ url }: Pick<Settings, 'url'>): string {
  return `${url.replace(/^http/, 'ws')}/api/websocket`;
}

const mostChars = 4_000;

function isAddress(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && /^(https?|wss?):$/.test(parsed.protocol) && parsed.username === '' && parsed.password === '';
}

/** People copy what stands in the browser: a page of the interface is no part of the address, the folder of a reverse proxy is. */
function withoutApi({ protocol, host, pathname }: URL): string {
  const folder = pathname.replace(/\/(api(\/websocket)?|lovelace|config|profile|history|logbook|map|energy|developer-tools)(\/.*)?$/, '').replace(/\/+$/, '');
  return `${protocol.replace(/^ws/, 'http')}//${host}${folder}`;
}
