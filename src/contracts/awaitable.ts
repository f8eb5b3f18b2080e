/** At once, or as a promise: what is kept in this process answers at once, what is kept elsewhere does not. */
export type Awaitable<Result> = Result | Promise<Result>;
