import { BlockList, Server, type Socket } from 'node:net';
import { EntenteError } from '../../core/errors.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

/** Whether a peer sits on this machine. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && loopback.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}

/** From now on whoever comes from elsewhere is hung up on before a byte of theirs is read: the library listens on every address, whatever it is told. */
export function admitLoopbackOnly(server: Server): void {
  const taking = server.listeners('connection');
  if (taking.length === 0) throw new EntenteError('ecosystems/failed', 'HomeKit takes connections in a way that cannot be guarded');
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    if (!isLoopback(socket.remoteAddress)) {
      socket.destroy();
      return;
    }
    for (const take of taking) Reflect.apply(take, server, [socket]);
  });
}

/** The socket on which a published HAP server listens. @throws EntenteError `ecosystems/failed` when the library is made otherwise than we know it */
export function listenerOf(hapServer: object | undefined): { readonly listener: Server; readonly connections: Iterable<unknown> } {
  const evented: unknown = hapServer && Reflect.get(hapServer, 'httpServer');
  if (typeof evented === 'object' && evented !== null) {
    const listener: unknown = Reflect.get(evented, 'tcpServer');
    const connections: unknown = Reflect.get(evented, 'connections');
    if (listener instanceof Server && connections instanceof Set) return { listener, connections };
  }
  throw new EntenteError('ecosystems/failed', 'the HomeKit library listens in a way that cannot be guarded');
}
