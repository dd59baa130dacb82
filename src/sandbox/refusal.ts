/** An error of the service: what a client sees as an exception of that name. Thrown, but never our bug. */
export interface Refusal extends Error {
  readonly refusal: {
    /** Absent: the status that the service's model gives the error, or 400. */
    readonly status?: number;
    /** Members beside the message, such as `resourceArn`. */
    readonly members: Readonly<Record<string, unknown>>;
  };
}

/** Makes a refusal; throw it. */
export function refusal(
  name: string,
  message: string,
  more: { status?: number; members?: Record<string, unknown> } = {},
): Refusal {
  const { status, members = {} } = more;
  return Object.assign(new Error(message), {
    name,
    refusal: { members, ...(status === undefined ? {} : { status }) },
  });
}

/** Says whether something caught is a refusal; anything else is our bug and must be passed on. */
export function isRefusal(caught: unknown): caught is Refusal {
  return caught instanceof Error && 'refusal' in caught;
}
