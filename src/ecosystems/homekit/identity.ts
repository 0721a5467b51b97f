import { randomBytes, randomInt } from 'node:crypto';
import * as v from 'valibot';

/** What a bridge is known by to Apple. Made by chance once and kept; a reset makes it anew. */
export interface BridgeIdentity {
  /** Six bytes, as `CC:22:3D:E3:CE:F6`. */
  readonly id: string;
  /** `123-45-678`: typed when pairing. */
  readonly setupCode: string;
  /** Four characters, in the QR code. */
  readonly setupId: string;
}

const Identity = v.object({
  id: v.pipe(v.string(), v.regex(/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/)),
  setupCode: v.pipe(v.string(), v.regex(/^\d{3}-\d{2}-\d{3}$/)),
  setupId: v.pipe(v.string(), v.regex(/^[0-9A-Z]{4}$/)),
});

/** The bridges that there were, in their order; none where nothing readable was kept. */
export function parseIdentities(document: unknown): readonly BridgeIdentity[] {
  const parsed = v.safeParse(v.array(Identity), document);
  return parsed.success ? parsed.output : [];
}

export function newIdentity(): BridgeIdentity {
  const bytes = randomBytes(6);
  // A locally administered, individual address: no real network card bears it.
  bytes[0] = ((bytes[0] ?? 0) & 0xfc) | 0x02;
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return {
    id: [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':'),
    setupCode: newSetupCode(),
    setupId: Array.from({ length: 4 }, () => letters.charAt(randomInt(letters.length))).join(''),
  };
}

/** Eight digits that are not easily guessed: Apple refuses equal digits and plain counting (HAP specification R2, §4.2.1.2). */
function newSetupCode(): string {
  for (;;) {
    const digits = randomInt(100_000_000).toString().padStart(8, '0');
    if (!/^(\d)\1{7}$/.test(digits) && digits !== '12345678' && digits !== '87654321') return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
  }
}
