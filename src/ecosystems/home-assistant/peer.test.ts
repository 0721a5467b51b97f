/** A Home Assistant for the tests of this folder: a real WebSocket server on 127.0.0.1 that answers as the recorded one did. Not exported. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import * as v from 'valibot';
import { WebSocketServer, type WebSocket } from 'ws';

const Message = v.pipe(v.string(), v.parseJson(), v.looseObject({ id: v.optional(v.number(), 0), type: v.string(), access_token: v.optional(v.string()) }));
type Message = v.InferOutput<typeof Message>;
const ServiceCall = v.object({
  domain: v.string(),
  service: v.string(),
  service_data: v.optional(v.record(v.string(), v.unknown()), {}),
  target: v.object({ entity_id: v.string() }),
});
export type ServiceCall = v.InferOutput<typeof ServiceCall>;

export interface PeerState {
  readonly entity_id: string;
  readonly state: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly last_updated: string;
  readonly context: PeerContext;
}
export interface PeerContext {
  readonly id: string;
  readonly parent_id: string | null;
  readonly user_id: string | null;
}
export interface PeerEntry {
  readonly entity_id: string;
  readonly unique_id: string;
  readonly [field: string]: unknown;
}

export const token = 'a-token-that-nobody-may-read-anywhere';
export const ourUser = 'u-entente';

export class Peer implements AsyncDisposable {
  state = 'RUNNING';
  components: string[] = [];
  temperatureUnit = '°C';
  readonly states = new Map<string, PeerState>();
  readonly entries = new Map<string, PeerEntry>();
  readonly calls: ServiceCall[] = [];
  readonly asked: string[] = [];
  areas: object[] = [];
  floors: object[] | undefined = [];
  devices: object[] = [];
  exposure: Record<string, object> | undefined = {};
  /** What a service does before it is answered; the default sets what light and switch services set. Throwing makes the call fail. */
  serve: (call: ServiceCall, context: PeerContext) => Promise<void> = async (call, context) => this.obey(call, context);
  /** Subscriptions are accepted and stay silent, as while starting. */
  isDeaf = false;
  #server: Server | undefined;
  #sockets: WebSocketServer | undefined;
  #port = 0;
  #clock = 0;
  readonly #subscriptions = new Map<WebSocket, Map<number, string>>();

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const server = createServer();
    this.#server = server;
    this.#sockets = new WebSocketServer({ server, path: '/api/websocket' });
    this.#sockets.on('connection', (socket) => this.#greet(socket));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Closes everything, as a restart does. `start` takes the same port again. */
  async stop(): Promise<void> {
    for (const socket of this.#subscriptions.keys()) socket.terminate();
    this.#subscriptions.clear();
    this.#sockets?.close();
    const server = this.#server;
    if (server === undefined || !server.listening) return;
    server.close();
    await once(server, 'close');
  }

  /** An entity with an entry in the registry; `uniqueId` `null` for one without. */
  put(entityId: string, state: string, attributes: Readonly<Record<string, unknown>> = {}, entry: Readonly<Record<string, unknown>> | null = {}): void {
    this.#keep(entityId, state, attributes, { id: `c-first-${entityId}`, parent_id: null, user_id: null });
    if (entry !== null) this.entries.set(entityId, { unique_id: `uid-${entityId}`, platform: 'test', id: `r-${entityId}`, ...entry, entity_id: entityId });
  }

  /** A state changes and everybody hears it; attributes that are not named stay. */
  change(entityId: string, state: string, attributes: Readonly<Record<string, unknown>> = {}, context: Partial<PeerContext> = {}): void {
    const before = this.states.get(entityId);
    const whole = { id: `c-${(this.#clock += 1)}`, parent_id: null, user_id: null, ...context };
    const now = this.#keep(entityId, state, { ...before?.attributes, ...attributes }, whole);
    this.tell('state_changed', { entity_id: entityId, old_state: before ?? null, new_state: now }, whole);
  }

  /** It becomes unavailable as real ones do: what it could say now is gone, what it can do stays. */
  away(entityId: string): void {
    const { attributes = {} } = this.states.get(entityId) ?? {};
    const kept = Object.fromEntries(
      Object.entries(attributes).filter(([name]) => /^(supported_|min_|max_|device_class|friendly_name|.*_list|.*_modes)/.test(name)),
    );
    this.states.delete(entityId);
    this.change(entityId, 'unavailable', kept);
  }

  rename(oldId: string, entityId: string, friendlyName?: string): void {
    const [state, entry] = [this.states.get(oldId), this.entries.get(oldId)];
    if (state === undefined || entry === undefined) throw new Error('nothing to rename');
    this.states.delete(oldId);
    this.entries.delete(oldId);
    this.entries.set(entityId, { ...entry, entity_id: entityId });
    this.tell('entity_registry_updated', { action: 'update', entity_id: entityId, old_entity_id: oldId, changes: { entity_id: oldId } });
    this.tell('state_changed', { entity_id: oldId, old_state: state, new_state: null });
    this.change(entityId, state.state, { ...state.attributes, ...(friendlyName !== undefined && { friendly_name: friendlyName }) });
  }

  remove(entityId: string): void {
    this.entries.delete(entityId);
    this.states.delete(entityId);
    this.tell('entity_registry_updated', { action: 'remove', entity_id: entityId });
    this.tell('state_changed', { entity_id: entityId, old_state: null, new_state: null });
  }

  tell(type: string, data: object, context: PeerContext = { id: `c-${(this.#clock += 1)}`, parent_id: null, user_id: null }): void {
    if (this.isDeaf) return;
    for (const [socket, heard] of this.#subscriptions) {
      for (const [id, wanted] of heard) if (wanted === type) socket.send(JSON.stringify({ id, type: 'event', event: { event_type: type, data, context } }));
    }
  }

  /** Something that is no message. */
  babble(text: string): void {
    for (const socket of this.#subscriptions.keys()) socket.send(text);
  }

  /** What `light`, `switch` and the like do. */
  obey({ service, service_data: data, target }: ServiceCall, context: PeerContext): void {
    const { brightness_pct: percent, ...others } = data;
    const brightness = typeof percent === 'number' ? { brightness: Math.round((percent * 255) / 100) } : {};
    const { state = 'off' } = this.states.get(target.entity_id) ?? {};
    const next = service === 'turn_on' || service === 'turn_off' ? service.slice('turn_'.length) : state;
    this.change(target.entity_id, next, { ...others, ...brightness }, context);
  }

  #keep(entityId: string, state: string, attributes: Readonly<Record<string, unknown>>, context: PeerContext): PeerState {
    const kept = { entity_id: entityId, state, attributes, last_updated: new Date((this.#clock += 1)).toISOString(), context };
    this.states.set(entityId, kept);
    return kept;
  }

  #greet(socket: WebSocket): void {
    let isKnown = false;
    socket.on('message', (data: Buffer) => {
      const message = v.parse(Message, data.toString());
      if (isKnown) void this.#answer(socket, message);
      else if (message.type === 'auth' && message.access_token === token) {
        isKnown = true;
        this.#subscriptions.set(socket, new Map());
        socket.send(JSON.stringify({ type: 'auth_ok', ha_version: '2024.3.3' }));
      } else {
        socket.send(JSON.stringify({ type: 'auth_invalid', message: 'Invalid access token or password' }));
        socket.close();
      }
    });
    socket.on('close', () => this.#subscriptions.delete(socket));
    socket.send(JSON.stringify({ type: 'auth_required', ha_version: '2024.3.3' }));
  }

  async #answer(socket: WebSocket, message: Message): Promise<void> {
    this.asked.push(message.type);
    const reply = (rest: object): void => socket.send(JSON.stringify({ id: message.id, type: 'result', ...rest }));
    const answers: Readonly<Record<string, () => unknown>> = {
      get_config: () => ({
        state: this.state,
        version: '2024.3.3',
        location_name: '我们家',
        time_zone: 'Asia/Shanghai',
        language: 'zh-Hans',
        components: this.components,
        unit_system: { temperature: this.temperatureUnit },
      }),
      get_states: () => [...this.states.values()],
      'auth/current_user': () => ({ id: ourUser, is_admin: true }),
      'config/entity_registry/list': () => [...this.entries.values()],
      'config/device_registry/list': () => this.devices,
      'config/area_registry/list': () => this.areas,
      'config/floor_registry/list': () => this.floors,
      'homeassistant/expose_entity/list': () => this.exposure && { exposed_entities: this.exposure },
    };
    if (message.type === 'subscribe_events') {
      if (!this.isDeaf && this.state === 'RUNNING') this.#subscriptions.get(socket)?.set(message.id, String(message['event_type']));
      reply({ success: true, result: null });
    } else if (message.type === 'call_service') await this.#call(v.parse(ServiceCall, message), reply);
    else {
      const result = answers[message.type]?.();
      if (result === undefined) reply({ success: false, error: { code: 'unknown_command', message: 'Unknown command.' } });
      else reply({ success: true, result });
    }
  }

  async #call(call: ServiceCall, reply: (rest: object) => void): Promise<void> {
    const context = { id: `c-call-${(this.#clock += 1)}`, parent_id: null, user_id: ourUser };
    this.calls.push(call);
    try {
      await this.serve(call, context);
      reply({ success: true, result: { context } });
    } catch {
      reply({ success: false, error: { code: 'home_assistant_error', message: 'the lamp of grandmother did not answer' } });
    }
  }
}
