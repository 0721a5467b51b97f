import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, in letters that may stand in a URL, a header and a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret in the place of the secret itself. */
export function digestOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

/** Compares in a time that tells nothing of where the two differ, nor of how long the right one is. */
export function isSecret(given: string, right: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', right, 'buffer'));
}
