import type { Device, HomeView } from '../../core/home.ts';
import { properties, type Property } from './properties.ts';

/** What is known of a device, as version 2 counts it. */
export function statusOf(device: Device, home: HomeView, only?: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    known(device, home).flatMap(({ property, value }) => {
      const [name] = property.names;
      const number = property.toNumber?.(value, device);
      return number === undefined || (only !== undefined && !property.names.some((one) => only.includes(one))) ? [] : [[name, number]];
    }),
  );
}

/** What is known of a device, as version 1 writes it; `query` is one of its query names, and `Query` means all. */
export function propertiesOf(device: Device, home: HomeView, query = 'Query'): readonly { readonly name: string; readonly value: string }[] {
  return known(device, home).flatMap(({ property, value }) => {
    if (query !== 'Query' && property.v1.query !== query) return [];
    const text = property.toText === undefined ? property.toNumber?.(value, device)?.toString() : property.toText(value, device);
    return text === undefined ? [] : [{ name: property.names[0], value: text }];
  });
}

function known(device: Device, home: HomeView): readonly { readonly property: Property; readonly value: boolean | number | string }[] {
  return properties.flatMap((property) => {
    const attribute = property.attribute(device);
    const value = attribute === undefined ? undefined : home.value(device.id, attribute);
    return value === undefined || value === null ? [] : [{ property, value }];
  });
}
