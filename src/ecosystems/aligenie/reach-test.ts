import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Clock } from '../../core/clock.ts';

/** Whether one of the addresses in the platform's console leads here. */
export interface Reached {
  readonly url: string;
  /** `ok`, nothing answered, or something answered that is not this hub. */
  readonly is: 'ok' | 'no-answer' | 'another';
  readonly status?: number;
  readonly tookMs: number;
}

interface ReachTest {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** A cloud gives up sooner. */
const waitsMs = 8_000;

const Echo = v.object({ header: v.object({ messageId: v.string() }) });

/**
 * Goes the way that the cloud of Tmall Genie goes, out to the public address and back in. A message without a token is answered with its own id, so that no
 * other server can pass for us; the sign-in form is asked for without a client and must answer that this is wrong.
 */
export async function testReach(
  { authorizeUrl, apiUrl }: { readonly authorizeUrl: string; readonly apiUrl: string },
  test: ReachTest,
): Promise<readonly Reached[]> {
  const messageId = randomUUID();
  const header = { namespace: 'AliGenie.Iot.Device.Discovery', name: 'DiscoveryDevices', messageId, payLoadVersion: 2 };
  const message = JSON.stringify({ header, payload: { accessToken: '' } });
  return Promise.all([
    reach(authorizeUrl, {}, test, async (response) => response.status === 400 && (response.headers.get('content-type') ?? '').startsWith('text/html')),
    reach(apiUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: message }, test, async (response) => {
      const echo = v.safeParse(Echo, await response.json());
      return echo.success && echo.output.header.messageId === messageId;
    }),
  ]);
}

async function reach(url: string, request: RequestInit, test: ReachTest, isOurs: (response: Response) => Promise<boolean>): Promise<Reached> {
  const startedMs = test.clock.elapsedMs();
  const took = (): number => Math.round(test.clock.elapsedMs() - startedMs);
  let response: Response;
  try {
    response = await test.fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.any([test.signal, AbortSignal.timeout(waitsMs)]) });
  } catch {
    return { url, is: 'no-answer', tookMs: took() };
  }
  const ours = await isOurs(response).catch(() => false);
  return { url, is: ours ? 'ok' : 'another', status: response.status, tookMs: took() };
}
