import { EntenteError } from '../core/errors.ts';
import type { Route } from './call.ts';

/** A route found, with what stands in its path. */
export interface Match {
  readonly route: Route;
  readonly params: readonly string[];
}

/** Finds the route of a method and a path, without its query. */
export interface Router {
  /** @throws EntenteError `web/not-found`, `web/wrong-method`, `web/bad-request` for a path that cannot be decoded */
  find(method: string, path: string): Match;
}

/** Paths without parameters are looked up at once; the others are few. */
export function routerOf(routes: readonly Route[]): Router {
  const whole = new Map(routes.filter(({ path }) => !path.includes(':')).map((route) => [`${route.method} ${route.path}`, { route, params: [] }]));
  const patterns = routes.map((route) => ({ route, parts: route.path.split('/') }));
  return {
    find: (method, path) => {
      const found = whole.get(`${method} ${path}`);
      if (found !== undefined) return found;
      const parts = path.split('/').map(decoded);
      const fitting = patterns.filter((pattern) => fits(pattern.parts, parts));
      const chosen = fitting.find(({ route }) => route.method === method);
      if (chosen !== undefined) return { route: chosen.route, params: parts.filter((_, place) => chosen.parts[place]?.startsWith(':')) };
      if (fitting.length > 0) throw new EntenteError('web/wrong-method', `only ${fitting.map(({ route }) => route.method).join(', ')} is possible here`);
      throw new EntenteError('web/not-found', 'there is nothing at this address');
    },
  };
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return pattern.length === parts.length && pattern.every((part, place) => (part.startsWith(':') ? parts[place] !== '' : part === parts[place]));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new EntenteError('web/bad-request', 'the address is not well formed');
  }
}
