import type { Refusal } from '../refusal.ts';
import type { WireRequest, WireResponse } from './message.ts';
import type { OperationSchema, ServiceSchema } from './schemas.ts';

/** One of AWS's protocols over one service: from requests to inputs, from outputs and refusals to responses. */
export interface Protocol {
  readonly service: ServiceSchema;
  /** Throws a Refusal where no operation is meant or the input cannot be read. */
  decode(request: WireRequest): { operation: OperationSchema; input: Record<string, unknown> };
  encode(operation: OperationSchema, output: Record<string, unknown>, requestId: string): WireResponse;
  refuse(refusal: Refusal, requestId: string): WireResponse;
}
