import * as v from 'valibot';
import type { Device } from '../../core/home.ts';
import type { Step } from '../../core/step.ts';
import { EntenteError } from '../../core/errors.ts';
import type { EntranceContext } from '../../ports/entrance.ts';
import { actionsOf, stepForV1 } from './commands-v1.ts';
import { codeOfResult, messages, type Code } from './errors.ts';
import { Control1, Control2, Query1, Query2, type Header } from './messages.ts';
import { namingOf } from './naming.ts';
import { adjustStep, numberOf, propertyOf, properties, setStep, type Given, type NoStep } from './properties.ts';
import { propertiesOf, statusOf } from './status.ts';

/** An answer to the cloud; its errors stand inside, the HTTP status is 200. */
export interface Reply {
  readonly header: Header;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Version 1 tells queried properties beside the payload. */
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

/** One message that came with a good token. */
export interface Asked {
  readonly header: Header;
  readonly payload: unknown;
  /** Whose account it came from. */
  readonly account: string;
  /** Where its pictures of devices are; absent without a public address. */
  readonly icon?: string;
}

/** Answers a message, by namespace and version. */
export async function answer(context: EntranceContext, asked: Asked): Promise<Reply> {
  const { header } = asked;
  const second = header.payLoadVersion >= 2;
  switch (header.namespace) {
    case 'AliGenie.Iot.Device.Discovery':
      return header.name === 'DiscoveryDevices' ? discover(context, asked, second) : errorReply(header, 'INVALIDATE_CONTROL_ORDER');
    case 'AliGenie.Iot.Device.Control':
      return second ? control2(context, asked) : control1(context, asked);
    case 'AliGenie.Iot.Device.Query':
      return second ? query2(context, asked) : query1(context, asked);
    default:
      return errorReply(header, 'INVALIDATE_CONTROL_ORDER');
  }
}

/** The answer for a message that cannot be served as a whole. */
export function errorReply(header: Header, errorCode: Code, deviceId?: string): Reply {
  return { header: { ...header, name: 'ErrorResponse' }, payload: { ...(deviceId !== undefined && { deviceId }), errorCode, message: messages[errorCode] } };
}

function discover({ home }: EntranceContext, { header, icon }: Asked, second: boolean): Reply {
  const devices = home.home.devices.flatMap((device): readonly Readonly<Record<string, unknown>>[] => {
    const naming = namingOf(device, home.home);
    if (naming === undefined) return [];
    const described = { deviceId: device.id, ...naming, brand: 'Entente', model: device.kind, extensions: {} };
    if (second) return [{ ...described, status: statusOf(device, home) }];
    return [{ ...described, ...(icon !== undefined && { icon }), properties: propertiesOf(device, home), actions: actionsOf(device) }];
  });
  return { header: { ...header, name: 'DiscoveryDevicesResponse' }, payload: { devices } };
}

/** Several devices and properties in one: one utterance, so one claim. */
async function control2(context: EntranceContext, { header, payload, account }: Asked): Promise<Reply> {
  const parsed = v.safeParse(Control2, payload);
  if (!parsed.success) return errorReply(header, 'INVALIDATE_PARAMS');
  if (header.name !== 'thing.attribute.set' && header.name !== 'thing.attribute.adjust') return errorReply(header, 'INVALIDATE_CONTROL_ORDER');
  const { deviceIds, params } = parsed.output;
  const orders = [...new Set(deviceIds)].map((deviceId) => {
    const device = exposedDevice(context, deviceId);
    return {
      deviceId,
      steps: device === undefined ? 'DEVICE_IS_NOT_EXIST' : stepsOf(Object.entries(params).map(([name, given]) => order2(device, header.name, name, given))),
    };
  });
  const codes = await claimed(
    context,
    header,
    account,
    orders.flatMap(({ steps }) => (typeof steps === 'string' ? [] : steps)),
  );
  const deviceResponseList = orders.map(({ deviceId, steps }) => {
    const errorCode: Code =
      typeof steps === 'string' ? steps : (steps.map((step) => codes.get(step) ?? 'SERVICE_ERROR').find((code) => code !== 'SUCCESS') ?? 'SUCCESS');
    return { deviceId, errorCode, message: messages[errorCode] };
  });
  return { header: { ...header, name: 'CorrectResponse' }, payload: { deviceResponseList } };
}

function order2(device: Device, name: string, propertyName: string, given: Given): Step | NoStep {
  const property = propertyOf(propertyName);
  if (property === undefined) return 'unsupported';
  if (name === 'thing.attribute.set') return setStep(device, property, given);
  const by = numberOf(given);
  return by === undefined ? 'wrong' : adjustStep(device, property, by);
}

/** All or nothing for one device, so that a half that it can't does not leave the other half done. */
function stepsOf(orders: readonly (Step | NoStep)[]): readonly Step[] | Code {
  if (orders.includes('unsupported')) return 'DEVICE_NOT_SUPPORT_FUNCTION';
  if (orders.includes('wrong')) return 'INVALIDATE_PARAMS';
  return orders.filter((order) => typeof order !== 'string');
}

async function control1(context: EntranceContext, { header, payload, account }: Asked): Promise<Reply> {
  const parsed = v.safeParse(Control1, payload);
  if (!parsed.success) return errorReply(header, 'INVALIDATE_PARAMS');
  const { deviceId, ...wanted } = parsed.output;
  const device = exposedDevice(context, deviceId);
  if (device === undefined) return errorReply(header, 'DEVICE_IS_NOT_EXIST', deviceId);
  const steps = stepsOf([stepForV1(device, header.name, wanted)]);
  if (typeof steps === 'string') return errorReply(header, steps, deviceId);
  const codes = await claimed(context, header, account, steps);
  const failed = [...codes.values()].find((code) => code !== 'SUCCESS');
  return failed === undefined ? { header: { ...header, name: `${header.name}Response` }, payload: { deviceId } } : errorReply(header, failed, deviceId);
}

async function claimed(context: EntranceContext, { messageId }: Header, account: string, steps: readonly Step[]): Promise<ReadonlyMap<Step, Code>> {
  if (steps.length === 0) return new Map();
  try {
    const decision = await context.claim({ source: `aligenie:${account}`, origin: 'heard', viaCloud: true, ...(messageId !== '' && { messageId }), steps });
    return new Map(steps.map((step, index) => [step, codeOfResult(decision, step, index)]));
  } catch (error) {
    const bad = error instanceof EntenteError && error.code === 'arbitration/bad-claim';
    if (!bad) context.onTrouble?.('Tmall Genie: a claim was not decided');
    return new Map(steps.map((step) => [step, bad ? 'INVALIDATE_PARAMS' : 'SERVICE_ERROR']));
  }
}

function query2(context: EntranceContext, { header, payload }: Asked): Reply {
  const parsed = v.safeParse(Query2, payload);
  if (!parsed.success) return errorReply(header, 'INVALIDATE_PARAMS');
  if (header.name !== 'thing.attribute.get') return errorReply(header, 'INVALIDATE_CONTROL_ORDER');
  const { deviceIds, params } = parsed.output;
  const only = params === undefined ? [] : Array.isArray(params) ? params : Object.keys(params);
  const deviceResponseList = [...new Set(deviceIds)].map((deviceId) => {
    const device = exposedDevice(context, deviceId);
    const errorCode: Code = device === undefined ? 'DEVICE_IS_NOT_EXIST' : context.home.reachable(deviceId) ? 'SUCCESS' : 'IOT_DEVICE_OFFLINE';
    return {
      deviceId,
      errorCode,
      message: messages[errorCode],
      ...(device !== undefined && { status: statusOf(device, context.home, only.length === 0 ? undefined : only) }),
    };
  });
  return { header: { ...header, name: 'CorrectResponse' }, payload: { deviceResponseList } };
}

function query1(context: EntranceContext, { header, payload }: Asked): Reply {
  const parsed = v.safeParse(Query1, payload);
  if (!parsed.success) return errorReply(header, 'INVALIDATE_PARAMS');
  const { deviceId } = parsed.output;
  const device = exposedDevice(context, deviceId);
  if (device === undefined) return errorReply(header, 'DEVICE_IS_NOT_EXIST', deviceId);
  if (header.name !== 'Query' && !properties.some(({ v1, attribute }) => v1.query === header.name && attribute(device) !== undefined)) {
    return errorReply(header, 'DEVICE_NOT_SUPPORT_FUNCTION', deviceId);
  }
  if (!context.home.reachable(deviceId)) return errorReply(header, 'IOT_DEVICE_OFFLINE', deviceId);
  return { header: { ...header, name: `${header.name}Response` }, payload: { deviceId }, properties: propertiesOf(device, context.home, header.name) };
}

function exposedDevice({ home }: EntranceContext, id: string): Device | undefined {
  const device = home.home.devices.find((one) => one.id === id);
  return device !== undefined && namingOf(device, home.home) !== undefined ? device : undefined;
}
