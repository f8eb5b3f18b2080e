/** Lets timers, sockets and signals have their turn between two stretches of synchronous work. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Has those who come at once begin one after the other, each in a turn of the event loop of its own: else the work of
 * all of them would be done in one turn, and hold up whatever else there is.
 */
export class SerialQueue {
  private last: Promise<void> = Promise.resolve();

  waitForTurn(): Promise<void> {
    this.last = this.last.then(yieldToEventLoop);
    return this.last;
  }
}
