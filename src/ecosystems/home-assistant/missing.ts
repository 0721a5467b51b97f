import * as v from 'valibot';
import type { DeviceSourceContext } from '../../ports/device-source.ts';

/** What has no entry in the registry and was not seen for so long is forgotten: nobody will ever remove it. */
const forgottenAfterMs = 7 * 86_400_000;

/** Since when devices have neither entry nor state, over restarts. */
export class Missing {
  readonly #context: Pick<DeviceSourceContext, 'clock' | 'load' | 'save'>;
  #since: Readonly<Record<string, number>>;

  constructor(context: Pick<DeviceSourceContext, 'clock' | 'load' | 'save'>) {
    this.#context = context;
    const kept = v.safeParse(v.record(v.string(), v.number()), context.load(document));
    this.#since = kept.success ? kept.output : {};
  }

  isForgotten(id: string): boolean {
    const since = this.#since[id];
    return since !== undefined && this.#context.clock.nowMs() - since > forgottenAfterMs;
  }

  /** These are missing now. */
  keep(ids: readonly string[]): void {
    const nowMs = this.#context.clock.nowMs();
    const since = Object.fromEntries(ids.map((id) => [id, this.#since[id] ?? nowMs]));
    if (JSON.stringify(since) !== JSON.stringify(this.#since)) this.#context.save(document, since);
    this.#since = since;
  }
}

const document = 'missing';
