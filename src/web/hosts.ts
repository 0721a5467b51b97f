import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Which names the hub answers to. A page whose name was pointed at us after it loaded (DNS rebinding) asks with its own. */
export interface Hosts {
  /** Whether a `Host` header, with or without a port, is one of ours. */
  admits(host: string | undefined): boolean;
  /** Whether it is the public address, and that one is encrypted. */
  isEncrypted(host: string | undefined): boolean;
  /** Whether an `Origin` header is the site that this request itself went to. */
  isOwnOrigin(origin: string, host: string | undefined): boolean;
}

/** Loopback always; with `lan` the machine's own addresses; `--host`'s address and the public URL where they are given. */
export function hostsOf(settings: { readonly lan: boolean; readonly host: string; readonly publicUrl?: URL | undefined }): Hosts {
  const named = new Set(['localhost', '[::1]', settings.publicUrl?.hostname, bracketed(settings.host)]);
  const publicHost = settings.publicUrl?.host;
  const admits = (host: string | undefined): boolean => {
    const name = nameOf(host);
    if (name === undefined) return false;
    // Only an address can be one of the interfaces, so the list, which changes while we run, is not read for anything else.
    return named.has(name) || isLoopback(name) || (settings.lan && isIP(unbracketed(name)) !== 0 && ownAddresses().has(unbracketed(name)));
  };
  return {
    admits,
    isEncrypted: (host) => settings.publicUrl?.protocol === 'https:' && host?.toLowerCase() === publicHost,
    isOwnOrigin: (origin, host) => {
      if (!admits(host)) return false;
      return origin === `http://${host}` || (publicHost !== undefined && host?.toLowerCase() === publicHost && origin === settings.publicUrl?.origin);
    },
  };
}

function nameOf(host: string | undefined): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase();
}

function isLoopback(name: string): boolean {
  return isIP(name) === 4 && name.startsWith('127.');
}

function bracketed(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address.toLowerCase();
}

function unbracketed(name: string): string {
  return name.replace(/^\[|\]$/g, '');
}

function ownAddresses(): ReadonlySet<string> {
  return new Set(Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address)));
}
