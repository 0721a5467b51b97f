/** The largest form, characters. */
const mostCharacters = 20_000;

/** A form that somebody posted (`application/x-www-form-urlencoded`), or `undefined` for anything else, and for a field that stands there twice. */
export async function formOf(request: Request): Promise<ReadonlyMap<string, string> | undefined> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) return undefined;
  const text = await request.text();
  return text.length > mostCharacters ? undefined : fieldsOf(new URLSearchParams(text));
}

/** Fields of a query or form. RFC 6749, §3.1: none may stand there twice. */
export function fieldsOf(parameters: URLSearchParams): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (fields.has(name)) return undefined;
    fields.set(name, value);
  }
  return fields;
}
