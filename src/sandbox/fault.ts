/** Something that goes wrong with one request, injected from outside. */
export interface SandboxFault {
  /** Before the request has its effect, or after it, when the client cannot know that it had. */
  readonly when: 'before' | 'after';
  /** An error of the service, or a connection that breaks off. A name that the service does not model is sent as it is. */
  readonly answer: 'reset' | { readonly name: string; readonly message: string; readonly status: number };
}

/** The service's answer to too many requests; the SDK waits and tries again. */
export const THROTTLED: SandboxFault = {
  when: 'before',
  answer: { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 },
};
