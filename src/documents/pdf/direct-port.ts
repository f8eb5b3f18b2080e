type Listener = (event: { readonly data: unknown }) => void;

/** A part of a page, of which the sender empties the lists once it is sent. */
interface Message {
  readonly chunk?: { readonly fnArray?: readonly unknown[]; readonly argsArray?: readonly unknown[] };
}

function keepLists(message: unknown): unknown {
  const { chunk } = message as Message;
  if (!chunk?.fnArray || !chunk.argsArray) return message;
  const lists = { fnArray: chunk.fnArray.slice(), argsArray: chunk.argsArray.slice() };
  return { ...(message as Message), chunk: { ...chunk, ...lists } };
}

/**
 * What the two halves of the library talk through where both run in this thread. The library's own port copies every
 * message with all that is in it, which takes longer than to read the page; here the receiver is given the message itself.
 */
export class DirectPort {
  private readonly listeners = new Set<Listener>();

  postMessage(message: unknown): void {
    const data = keepLists(message);
    queueMicrotask(() => {
      for (const listener of [...this.listeners]) listener.call(this, { data });
    });
  }

  addEventListener(_name: string, listener: Listener, options?: { readonly signal?: AbortSignal }): void {
    this.listeners.add(listener);
    options?.signal?.addEventListener('abort', () => this.listeners.delete(listener));
  }

  removeEventListener(_name: string, listener: Listener): void {
    this.listeners.delete(listener);
  }

  terminate(): void {
    this.listeners.clear();
  }
}
