import { connect, createServer, type Server, type Socket } from 'node:net';

/** A network between clients and a server on this machine, which can fail. */
export class CuttingProxy {
  /** Bytes that clients have sent. */
  sentBytes = 0;
  private cutAt = Infinity;
  private isLost = false;
  private isSilent = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async open(target: number): Promise<CuttingProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const proxy = new CuttingProxy(server, port);
    server.on('connection', (client) => {
      proxy.join(client, connect(target, '127.0.0.1'));
    });
    return proxy;
  }

  private join(client: Socket, server: Socket): void {
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.on('data', (data) => {
        if (this.isSilent) return;
        if (from === client) this.sentBytes += data.length;
        if (this.sentBytes >= this.cutAt) this.cut();
        else to.write(data);
      });
    }
  }

  /** Ends all connections, as when a process is killed or a machine is lost. */
  cut(): void {
    if (this.isLost) this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  /** Ends the connections as soon as clients have sent so many bytes from now on. */
  cutAfter(bytes: number): void {
    this.sentBytes = 0;
    this.cutAt = bytes;
  }

  /** Ends the connections as soon as clients have sent so many bytes from now on, and lets nobody in any more. */
  lose(bytes: number): void {
    this.cutAfter(bytes);
    this.isLost = true;
  }

  /** Swallows all that is sent, in both directions. */
  silence(isSilent: boolean): void {
    this.isSilent = isSilent;
  }

  close(): void {
    this.cut();
    this.server.close();
  }
}
