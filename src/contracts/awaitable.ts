/** At once, or as a promise: what is at hand is not waited for. */
export type Awaitable<Result> = Result | Promise<Result>;
